import { createHmac } from 'node:crypto'
import { type Clock, type Loop, startLoop } from '@popug/service-kit'
import type { Logger } from 'pino'
import type { Register } from './register.ts'
import type { Notice } from './store.ts'

interface Messenger {
  readonly register: Register
  readonly clock: Clock
  readonly secret: string
  /** Where notices go; undefined while nobody wants them. */
  readonly hearer: () => string | undefined
  readonly log: Logger
}

/** Milliseconds that the hearer has to answer. */
const patience = 5_000
/** After so many attempts, about two days of them, a notice is given up. */
const attemptsAllowed = 60
const longestPause = 3_600_000

const pauseAfter = (attempts: number): number => Math.min(longestPause, 1_000 * 2 ** Math.min(attempts, 12))

/** The signature of a notice: the moment it was sent, and an HMAC over that and the body. */
export const signatureOf = (body: string, at: number, secret: string): string =>
  `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`

const send = async (notice: Notice, url: string, { clock, secret }: Messenger, stop: AbortSignal): Promise<boolean> => {
  try {
    const { ok } = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'bank-signature': signatureOf(notice.body, clock.now(), secret),
      },
      body: notice.body,
      redirect: 'error',
      signal: AbortSignal.any([stop, AbortSignal.timeout(patience)]),
    })
    return ok
  } catch {
    return false
  }
}

/** Pays what was put off, and tells whoever ordered it, until it is heard or given up. */
export const startMessenger = (messenger: Messenger): Loop => {
  const { register, clock, hearer, log } = messenger
  return startLoop({
    name: 'the sandbox bank’s messenger',
    every: 250,
    log,
    run: async (signal) => {
      const settled = await register.settleDue(clock.now())
      const url = hearer()
      const due = url === undefined ? [] : await register.dueNotices(clock.now())
      for (const notice of due) {
        if (signal.aborted || url === undefined) break
        const heard = await send(notice, url, messenger, signal)
        const attempts = notice.attempts + 1
        const now = clock.now()
        const isOver = heard || attempts >= attemptsAllowed
        await register.saveNotice({
          ...notice,
          attempts,
          dueAt: isOver ? null : now + pauseAfter(attempts),
          deliveredAt: heard ? now : null,
        })
      }
      return settled > 0 ? 'more' : undefined
    },
  })
}
