import { type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { MailerSettings } from '../config.ts'
import { isPrivateLiteral, PrivateAddress, publicLookup } from './public-address.ts'
import { signatureOf } from './webhook-secret.ts'

/** One message to one receiver. */
export interface Message {
  readonly url: string
  readonly id: string
  readonly body: string
  readonly secrets: readonly string[]
  /** Epoch seconds. */
  readonly timestamp: number
}

/** What came of it. `askedFor`: how long the receiver wants to be left alone, in milliseconds. */
export interface Answer {
  readonly status: number | null
  readonly failure: string | null
  readonly askedFor: number | null
}

export interface WebhookSender {
  /** Never rejects, and answers within the time limit; redirects are not followed. */
  send(message: Message): Promise<Answer>
}

const askedForBy = ({ headers }: IncomingMessage): number | null => {
  const seconds = Number(headers['retry-after'])
  return headers['retry-after'] !== undefined && Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : null
}

const answerOf = (response: IncomingMessage): Answer => {
  const status = response.statusCode ?? 0
  const isTaken = status >= 200 && status < 300
  const failure = status >= 300 && status < 400 ? `${status}: redirects are not followed` : `${status}`
  return { status, failure: isTaken ? null : failure, askedFor: isTaken ? null : askedForBy(response) }
}

/** Sends with a signature by Standard Webhooks 1.0; each message on a connection of its own, for receivers are many and rarely the same. */
export const webhookSender = ({
  reach,
  timeout,
}: {
  readonly reach: MailerSettings['WEBHOOK_ADDRESSES']
  readonly timeout: number
}): WebhookSender => {
  const begin = (message: Message, onAnswer: (response: IncomingMessage) => void): ClientRequest => {
    const { url, id, timestamp, body } = message
    const { protocol, hostname } = new URL(url)
    // An address that stands in the URL itself is not looked up.
    if (reach === 'public' && isPrivateLiteral(url)) throw new PrivateAddress(hostname)
    if (reach === 'public' && protocol !== 'https:') throw new Error('only https: is sent to')
    const begun = (protocol === 'https:' ? secureRequest : plainRequest)(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(timeout),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'Popug-Webhooks/1',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signatureOf(message.secrets, message),
        },
        ...(reach === 'public' ? { lookup: publicLookup } : {}),
      },
      onAnswer,
    )
    begun.end(body)
    return begun
  }

  return {
    send: (message) =>
      new Promise((done) => {
        const fail = (error: Error): void => {
          const said = error.name === 'AbortError' ? `no answer within ${timeout} ms` : error.message
          done({ status: null, failure: said.slice(0, 500), askedFor: null })
        }
        try {
          begin(message, (response) => {
            done(answerOf(response))
            // What it says besides is nobody's concern, and might never end.
            response.on('error', () => undefined).destroy()
          }).on('error', fail)
        } catch (error) {
          fail(error as Error)
        }
      }),
  }
}
