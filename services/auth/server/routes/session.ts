import { authRoutes } from '@popug/contracts/auth.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { sessionCookie } from '@popug/service-kit'
import { endSession } from '../commands/end-sessions.ts'
import { renewSession } from '../commands/renew-session.ts'
import { signIn } from '../commands/sign-in.ts'
import { getSession } from '../queries/get-session.ts'
import { door } from '../world.ts'
import { giveToken, takeCookies, tokenEnd } from './session-cookies.ts'
import { meView } from './user-view.ts'

export const sessionDoors = [
  door(authRoutes.signIn, async (call) => {
    const { ip, device } = call.caller
    return giveToken(await signIn(call, { ...call.body, ip, device }), call)
  }),

  door(authRoutes.getSession, async (call) => {
    const { user, session } = await getSession(call, call.person)
    return { user: meView(user), expiresAt: tokenEnd(session, call) }
  }),

  door(authRoutes.renewSession, async (call) => {
    const asked = await call.tools.tokens.read(call.caller.cookie(sessionCookie) ?? '')
    if (!asked) throw new Refusal('not_signed_in')
    return giveToken(await call.transaction((ctx) => renewSession(ctx, asked)), call)
  }),

  door(authRoutes.signOut, async (call) => {
    takeCookies(call.caller)
    const { id: userId, sessionId } = call.person
    await getSession(call, call.person)
    await call.transaction((ctx) => endSession(ctx, { userId, sessionId }))
    return undefined
  }),
]
