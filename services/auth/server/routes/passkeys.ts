import { passkeyRoutes } from '@popug/contracts/passkeys.ts'
import { mapPage } from '@popug/service-kit'
import { removePasskey, renamePasskey } from '../commands/change-passkey.ts'
import { beginPasskey, createPasskey } from '../commands/create-passkey.ts'
import { challengeForSignIn, partyOf } from '../commands/passkey-challenges.ts'
import { signInByPasskey } from '../commands/sign-in-by-passkey.ts'
import { getSession } from '../queries/get-session.ts'
import { listPasskeys } from '../queries/list-passkeys.ts'
import { door } from '../world.ts'
import { newPasskeyOptions, passkeySignInOptions, passkeyView } from './passkey-view.ts'
import { giveToken } from './session-cookies.ts'

// Each of one's own looks at the row of the session that asks: an ended session changes nothing any more.
export const passkeyDoors = [
  door(passkeyRoutes.listPasskeys, async (call) => {
    const { user } = await getSession(call, call.person)
    return mapPage(await listPasskeys(call, { userId: user.id, ...call.query }), passkeyView)
  }),

  door(passkeyRoutes.beginPasskey, async (call) => {
    const { user, session } = await getSession(call, call.person)
    const asked = { user, sessionId: session.id, password: call.body.password, ip: call.caller.ip }
    return newPasskeyOptions(await beginPasskey(call, asked), user)
  }),

  door(passkeyRoutes.createPasskey, async (call) => {
    const { user, session } = await getSession(call, call.person)
    return passkeyView(await createPasskey(call, { user, sessionId: session.id, ...call.body }))
  }),

  door(passkeyRoutes.renamePasskey, async (call) => {
    const { user } = await getSession(call, call.person)
    const asked = { userId: user.id, id: call.params.id, name: call.body.name }
    return passkeyView(await call.transaction((ctx) => renamePasskey(ctx, asked)))
  }),

  door(passkeyRoutes.removePasskey, async (call) => {
    const { user, session } = await getSession(call, call.person)
    const { ip } = call.caller
    const asked = { user, sessionId: session.id, id: call.params.id, password: call.body.password, ip }
    const renewed = await removePasskey(call, asked)
    if (renewed) await giveToken(renewed, call)
    return undefined
  }),

  door(passkeyRoutes.beginPasskeySignIn, async (call) => {
    const party = partyOf(call)
    const challenge = await call.transaction((ctx) => challengeForSignIn(ctx, call.caller))
    return passkeySignInOptions(party, challenge)
  }),

  door(passkeyRoutes.signInByPasskey, async (call) => {
    const { ip, device } = call.caller
    return giveToken(await signInByPasskey(call, { ...call.body, ip, device }), call)
  }),
]
