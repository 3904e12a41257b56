import { authRoutes } from '@popug/contracts/auth.ts'
import { livePath } from '@popug/contracts/live.ts'
import { pathOf } from '@popug/contracts/route.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { companyPassword } from './company.ts'

/** What somebody's open page hears of a service. */
export interface Listening {
  /** The hints so far, newest last. */
  readonly heard: readonly string[]
  leave(): void
}

/** Signs somebody in and listens as the pages of a service do. */
export const listenAs = async (address: string, email: string, service: ServiceName): Promise<Listening> => {
  const signIn = await fetch(`${address}${pathOf(authRoutes.signIn)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: companyPassword }),
  })
  const cookie = signIn.headers
    .getSetCookie()
    .map((one) => one.split(';', 1)[0])
    .join('; ')
  const leaving = new AbortController()
  const answer = await fetch(`${address}/${service}/api${livePath}`, { headers: { cookie }, signal: leaving.signal })
  if (!answer.ok || !answer.body) throw new Error(`${service} answered ${answer.status} instead of a stream`)
  const heard: string[] = []
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    let text = ''
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const parts = text.split('\n\n')
      text = parts.pop() ?? ''
      heard.push(...parts.filter((part) => part.startsWith('event: ')))
    }
  }
  // It ends when the listener leaves, or the service stops.
  void read(answer.body).catch(() => undefined)
  return { heard, leave: () => leaving.abort() }
}
