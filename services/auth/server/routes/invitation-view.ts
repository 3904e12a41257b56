import { moment } from '@popug/contracts/days.ts'
import type { Invitation } from '@popug/contracts/invitations.ts'
import type { Invited } from '../commands/invite-users.ts'
import { invitationLink } from '../domain/invitation.ts'

/** An invitation as the admin who gave it sees it, this once; `origin` is where this Popug was asked. */
export const invitationView = ({ user, secret, expiresAt }: Invited, origin: string): Invitation => ({
  userId: user.id,
  email: user.email,
  name: user.name,
  link: invitationLink(origin, secret),
  expiresAt: moment(expiresAt),
})
