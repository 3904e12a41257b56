import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a receiver treats the next message. */
export type ReceiverMood =
  | 'takes' // 200
  | 'takes_quietly' // 204
  | 'fails' // 500
  | 'asks_patience' // 503 with Retry-After: 60
  | 'redirects' // 302 to itself
  | 'refuses' // 400
  | 'hangs_up' // closes the connection, having read nothing to the end
  | 'swallows' // takes it, and closes the connection instead of answering
  | 'silent' // takes it, and never answers
  | 'endless' // 200, and a body that never ends
  | 'gone' // 410

/** A message as it came. */
export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly path: string
  readonly mood: ReceiverMood
}

export interface WebhookReceiver {
  readonly url: string
  /** Everything that came, whatever was answered, in order. */
  readonly received: Received[]
  /** The moods of the next messages, one each; `otherwise` after that. */
  next(...moods: ReceiverMood[]): void
  /** The mood when nothing else was told; `takes` at first. */
  otherwise: ReceiverMood
  stop(): Promise<void>
}

const statuses: Partial<Record<ReceiverMood, number>> = {
  takes: 200,
  takes_quietly: 204,
  fails: 500,
  refuses: 400,
  gone: 410,
}

const answer = (mood: ReceiverMood, response: ServerResponse): void => {
  if (mood === 'swallows') response.destroy()
  else if (mood === 'redirects') response.writeHead(302, { location: '/elsewhere' }).end()
  else if (mood === 'asks_patience') response.writeHead(503, { 'retry-after': '60' }).end()
  else if (mood === 'endless') {
    response.writeHead(200)
    const timer = setInterval(() => response.write('and so on '.repeat(1_000)), 5)
    response.on('close', () => clearInterval(timer))
  } else if (mood !== 'silent') response.writeHead(statuses[mood] ?? 200).end()
}

/** Starts a receiver of webhooks on this machine. */
export const startReceiver = async (): Promise<WebhookReceiver> => {
  const moods: ReceiverMood[] = []
  const received: Received[] = []
  const server = createServer((request, response) => {
    const mood = moods.shift() ?? receiver.otherwise
    if (mood === 'hangs_up') {
      request.destroy()
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { headers, url = '' } = request
      received.push({ headers, body: Buffer.concat(parts).toString(), path: url, mood })
      answer(mood, response)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    next: (...wanted) => void moods.push(...wanted),
    otherwise: 'takes',
    stop: async () => {
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
  return receiver
}
