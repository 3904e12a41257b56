import { setTimeout as wait } from 'node:timers/promises'

/** Waits until work has ended, well or not, but no longer than so many milliseconds. */
export const within = async (milliseconds: number, work: Promise<unknown>): Promise<void> => {
  const over = new AbortController()
  const ended = work.then(nothing, nothing)
  await Promise.race([ended, wait(milliseconds, undefined, { signal: over.signal }).catch(nothing)])
  over.abort()
}

const nothing = (): void => undefined

/** Thrown to whoever asks for more than there is room for. */
class TooMuch extends Error {
  override readonly name = 'TooMuch'
}

/** Room for a number of messages and bytes; who finds none waits in a line, which is bounded too. */
export class Window {
  readonly #line: { bytes: number; enter: () => void }[] = []
  readonly #longestLine: number
  #messages: number
  #bytes: number

  constructor(room: { messages: number; bytes: number; line: number }) {
    this.#messages = room.messages
    this.#bytes = room.bytes
    this.#longestLine = room.line
  }

  /** Resolves when there is room, and takes it; rejects when the line is full. */
  async enter(bytes: number): Promise<void> {
    if (this.#line.length >= this.#longestLine) throw new TooMuch('too many messages wait to be published')
    await new Promise<void>((resolve) => {
      this.#line.push({ bytes, enter: resolve })
      this.#admit()
    })
  }

  leave(bytes: number): void {
    this.#messages += 1
    this.#bytes += bytes
    this.#admit()
  }

  #admit(): void {
    for (let [next] = this.#line; next; [next] = this.#line) {
      // One that is bigger than the whole window passes while nobody else is inside, and leaves it overdrawn.
      if (this.#messages === 0 || this.#bytes <= 0) return
      this.#messages -= 1
      this.#bytes -= next.bytes
      this.#line.shift()
      next.enter()
    }
  }
}
