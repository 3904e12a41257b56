import { moment } from '@popug/contracts/days.ts'
import { type Caller, sessionCookie } from '@popug/service-kit'
import type { SignedIn } from '../commands/open-session.ts'
import type { Session } from '../world.ts'
import { meView } from './user-view.ts'

const setAll = ({ setCookie }: Caller, token: string, id: string, role: string, maxAge: number): void => {
  setCookie({ name: sessionCookie, value: token, maxAge, httpOnly: true })
  // For the frontends to read, and never trusted.
  setCookie({ name: 'id', value: id, maxAge, httpOnly: false })
  setCookie({ name: 'role', value: role, maxAge, httpOnly: false })
}

/** When the newest token of a session runs out. */
export const tokenEnd = ({ seenAt }: { seenAt: number }, { settings }: Pick<Session, 'settings'>): string =>
  moment(seenAt + settings.TOKEN_SECONDS * 1000)

/** Signs a session's next token into the cookies, which stay as long as the session does, for a token may be renewed after its end. */
export const giveToken = async (
  { user, session, claims }: SignedIn,
  call: Pick<Session, 'settings' | 'tools' | 'now'> & { readonly caller: Caller },
) => {
  const token = await call.tools.tokens.sign(claims)
  setAll(call.caller, token, user.id, user.role, Math.ceil((session.expiresAt - call.now) / 1000))
  return { user: meView(user), expiresAt: tokenEnd(session, call) }
}

/** Takes the cookies away. */
export const takeCookies = (caller: Caller): void => setAll(caller, '', '', '', 0)
