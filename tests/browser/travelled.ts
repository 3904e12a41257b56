import { get } from 'node:http'

/** What an answer was sent as, and the bytes of its body as it travelled. */
export interface Travelled {
  readonly encoding: string
  readonly bytes: number
}

/** Asks for an address as a client that takes this encoding alone. */
export const travelled = (address: string, encoding: string): Promise<Travelled> =>
  new Promise((done, fail) => {
    const asked = get(address, { headers: { 'accept-encoding': encoding } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('error', fail)
      answer.on('end', () => done({ encoding: answer.headers['content-encoding'] ?? 'none', bytes }))
    })
    asked.setTimeout(10_000, () => asked.destroy(new Error(`${address} did not answer within 10 s`)))
    asked.on('error', fail)
  })
