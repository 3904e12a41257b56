import { Refusal } from '@popug/contracts/refusals.ts'
import type { AnswerOf, Route } from '@popug/contracts/route.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { movableClock } from '../clock.ts'
import type { Neighbours } from '../neighbours.ts'
import { secretDigest, type TokenExchange, tokenExchange } from './api-tokens.ts'

const now = 1_767_225_600_000

/** Auth as its neighbours see it: what it exchanges, and how often it was asked. */
class Auth implements Neighbours {
  readonly known = new Map<string, string>()
  readonly asked: string[] = []
  hold: Promise<void> = Promise.resolve()
  away = false

  async call<R extends Route>(_route: R, parts: object): Promise<AnswerOf<R>> {
    const { digest } = (parts as { body: { digest: string } }).body
    this.asked.push(digest)
    await this.hold
    if (this.away) throw new Refusal('unavailable')
    const token = this.known.get(digest)
    const session = token ? { token, expiresAt: new Date(now + 300_000).toISOString() } : null
    return { session } as AnswerOf<R>
  }
}

let auth: Auth
const clock = movableClock(now)
let exchange: TokenExchange
beforeEach(() => {
  auth = new Auth()
  clock.set(now)
  exchange = tokenExchange(auth, clock)
  auth.known.set(secretDigest('popug_one'), 'a session')
})

describe('an API token', () => {
  it('is exchanged by its digest once while the answer holds, and again afterwards', async () => {
    expect(await exchange.sessionFor('popug_one')).toEqual({ session: 'a session', kept: false })
    clock.set(now + 299_000)
    expect(await exchange.sessionFor('popug_one')).toEqual({ session: 'a session', kept: true })
    clock.set(now + 300_000)
    expect(await exchange.sessionFor('popug_one')).toEqual({ session: 'a session', kept: false })
    expect(auth.asked).toEqual([secretDigest('popug_one'), secretDigest('popug_one')])
    expect(auth.asked.join()).not.toContain('popug_one')
  })

  it('is asked for anew where the caller wants it so', async () => {
    await exchange.sessionFor('popug_one')
    auth.known.clear()
    expect(await exchange.sessionFor('popug_one', true)).toEqual({ session: null, kept: false })
  })

  it('that nobody knows is asked for once in five seconds', async () => {
    for (let time = 0; time < 10; time++) expect((await exchange.sessionFor('popug_none')).session).toBeNull()
    expect(auth.asked).toHaveLength(1)
    clock.set(now + 5_000)
    await exchange.sessionFor('popug_none')
    expect(auth.asked).toHaveLength(2)
  })

  it('that many requests bring at once is asked for once', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => exchange.sessionFor('popug_one')))
    expect(new Set(answers.map(({ session }) => session))).toEqual(new Set(['a session']))
    expect(auth.asked).toHaveLength(1)
  })

  it('of a guesser does not make more than fifty questions at once', async () => {
    let go = (): void => undefined
    auth.hold = new Promise((done) => {
      go = done
    })
    const asked = Array.from({ length: 80 }, (_, index) => exchange.sessionFor(`popug_${index}`))
    const settled = Promise.allSettled(asked)
    go()
    const refused = (await settled).filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(30)
    expect(auth.asked).toHaveLength(50)
    expect((await exchange.sessionFor('popug_one')).session).toBe('a session')
  })

  it('is refused for a while, and known again when Auth is back', async () => {
    auth.away = true
    await expect(exchange.sessionFor('popug_one')).rejects.toMatchObject({ code: 'unavailable' })
    auth.away = false
    expect((await exchange.sessionFor('popug_one')).session).toBe('a session')
    auth.away = true
    expect((await exchange.sessionFor('popug_one')).session).toBe('a session')
  })
})
