import { authRoutes } from '@popug/contracts/auth.ts'
import { moment } from '@popug/contracts/days.ts'
import { mapPage } from '@popug/service-kit'
import { endAllSessions, endSession } from '../commands/end-sessions.ts'
import { getSession, listSessions } from '../queries/get-session.ts'
import { door } from '../world.ts'
import { takeCookies } from './session-cookies.ts'

// Each looks at the row of the session that asks, so that here an ended session is over at once.
export const sessionsDoors = [
  door(authRoutes.listSessions, async (call) => {
    const { session: current } = await getSession(call, call.person)
    const page = await listSessions(call, { userId: current.userId, ...call.query })
    return mapPage(page, ({ id, createdAt, seenAt, expiresAt, device, passkeyId }) => ({
      id,
      createdAt: moment(createdAt),
      seenAt: moment(seenAt),
      expiresAt: moment(expiresAt),
      device,
      current: id === current.id,
      byPasskey: passkeyId !== null,
    }))
  }),

  door(authRoutes.revokeSession, async (call) => {
    const { session: current } = await getSession(call, call.person)
    const { id: sessionId } = call.params
    await call.transaction((ctx) => endSession(ctx, { userId: current.userId, sessionId }))
    if (sessionId === current.id) takeCookies(call.caller)
    return undefined
  }),

  door(authRoutes.revokeSessions, async (call) => {
    const { user } = await getSession(call, call.person)
    await call.transaction((ctx) => endAllSessions(ctx, { userId: user.id }))
    takeCookies(call.caller)
    return undefined
  }),
]
