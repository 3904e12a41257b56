import { authRoutes } from '@popug/contracts/auth.ts'
import { splitIds } from '@popug/contracts/ids.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { mapPage } from '@popug/service-kit'
import { changeMe } from '../commands/change-me.ts'
import { changeUser } from '../commands/change-user.ts'
import { registerUser } from '../commands/register-user.ts'
import { noPassword } from '../domain/invitation.ts'
import { findUsers } from '../queries/find-users.ts'
import { getSession } from '../queries/get-session.ts'
import { getUser } from '../queries/get-user.ts'
import { door } from '../world.ts'
import { giveToken } from './session-cookies.ts'
import { meView, seesAll, userView } from './user-view.ts'

export const userDoors = [
  door(authRoutes.listUsers, async (call) => {
    const whole = seesAll(call.actor)
    const { ids, ...query } = call.query
    const page = await findUsers(call, { ...query, ids: ids === undefined ? ids : splitIds(ids), inEmails: whole })
    return mapPage(page, (user) => userView(user, whole))
  }),

  door(authRoutes.getUser, async (call) => userView(await getUser(call, call.params), seesAll(call.actor))),

  door(authRoutes.createUser, async ({ body: { password, ...registration }, tools, transaction }) => {
    const passwordHash = password === undefined ? noPassword : await tools.passwords.hash(password)
    // The view, for what the transaction answers is remembered for the request's repetition, and hashes are not for that.
    return transaction(async (ctx) => userView(await registerUser(ctx, { ...registration, passwordHash }), true))
  }),

  door(authRoutes.changeUser, async ({ params: { id }, body: { password, ...change }, person, tools, transaction }) => {
    if (password !== undefined && person.scopes) throw new Refusal('insufficient_scope', 'No token may set a password')
    const passwordHash = password === undefined ? undefined : await tools.passwords.hash(password)
    return userView(await transaction((ctx) => changeUser(ctx, { id, ...change, passwordHash })), true)
  }),

  door(authRoutes.changeMe, async (call) => {
    const { user: me, session } = await getSession(call, call.person)
    const asked = { me, sessionId: session.id, ip: call.caller.ip, change: call.body }
    const { user, renewed } = await changeMe(call, asked)
    if (renewed) await giveToken(renewed, call)
    return meView(user)
  }),
]
