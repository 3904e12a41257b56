import { moment } from '@popug/contracts/days.ts'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import { secretDigest } from '@popug/service-kit'
import { acceptInvitation } from '../commands/accept-invitation.ts'
import { inviteUser } from '../commands/invite-users.ts'
import { getInvitation } from '../queries/get-invitation.ts'
import { door } from '../world.ts'
import { invitationView } from './invitation-view.ts'

export const invitationDoors = [
  door(invitationRoutes.inviteUser, async (call) => {
    const invited = await call.transaction((ctx) => inviteUser(ctx, call.params))
    return invitationView(invited, call.caller.origin)
  }),

  door(invitationRoutes.readInvitation, async (call) => {
    const { user, expiresAt } = await getInvitation(call, { digest: secretDigest(call.body.secret) })
    return { name: user.name, email: user.email, expiresAt: moment(expiresAt) }
  }),

  door(invitationRoutes.acceptInvitation, async (call) => {
    await acceptInvitation(call, call.body)
    return undefined
  }),
]
