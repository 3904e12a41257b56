import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '@popug/contracts/refusals.ts'

/** OWASP's recommendation for argon2id (the library's default kind): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes that may wait for their turn; more would wait longer than a person does. */
const waitingAtMost = 20

export interface PasswordHasher {
  /** Refuses with `too_many_attempts` while too many wait; so does `verify`. Never called within a transaction. */
  hash(password: string): Promise<string>
  /** Whether the password is the one that was hashed. Null, for nobody's hash, takes the same time and is never right. */
  verify(hash: string | null, password: string): Promise<boolean>
}

/** Runs at most so many pieces of work at once; a bounded number of others wait. */
const gate = (atOnce: number) => {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= waitingAtMost) {
        throw new Refusal('too_many_attempts', 'Too many people are signing in, try again in 1 s', { retryAfter: 1 })
      }
      // Whoever leaves hands its place on, so `running` stays as it is.
      await new Promise<void>((enter) => waiting.push(enter))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

// The same letters typed on different systems may be other code points.
const plain = (password: string): string => password.normalize('NFKC')

/** A hasher of passwords with argon2id that computes at most `atOnce` hashes at once. */
export const passwordHasher = async ({ atOnce }: { readonly atOnce: number }): Promise<PasswordHasher> => {
  const inTurn = gate(atOnce)
  const nobodys = await hash(randomBytes(32), cost)
  return {
    hash: (password) => inTurn(() => hash(plain(password), cost)),
    verify: (known, password) => inTurn(() => verify(known ?? nobodys, plain(password))),
  }
}
