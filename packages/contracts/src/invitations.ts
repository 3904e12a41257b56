import { type Static, Type } from 'typebox'
import { Password } from './auth.ts'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { anyone, only } from './roles.ts'
import { closedObject, route } from './route.ts'

const service = 'auth'

/** A link by which a person chooses a password, once. */
export const Invitation = Type.Object({
  userId: Id,
  email: Type.String(),
  name: Type.String(),
  link: Type.String({ description: 'to be given to the person; told this once' }),
  expiresAt: Moment,
})
export type Invitation = Static<typeof Invitation>

/** In a body and never in an address: addresses are logged. */
const Secret = Type.String({ pattern: '^[\\w-]{43}$' })

export const invitationRoutes = {
  inviteUser: route({
    name: 'inviteUser',
    service,
    method: 'POST',
    path: '/users/:id/invitation',
    who: only('admin'),
    byToken: false,
    summary: 'A link by which a person chooses a (new) password; one given before stops working',
    params: closedObject({ id: Id }),
    answer: Invitation,
    refusals: ['not_found', 'user_disabled'],
  }),
  readInvitation: route({
    name: 'readInvitation',
    service,
    method: 'POST',
    path: '/invitations/reading',
    who: anyone,
    summary: 'Whose invitation this is',
    body: closedObject({ secret: Secret }),
    answer: Type.Object({ name: Type.String(), email: Type.String(), expiresAt: Moment }),
    refusals: ['invitation_over'],
  }),
  acceptInvitation: route({
    name: 'acceptInvitation',
    service,
    method: 'POST',
    path: '/invitations/acceptance',
    who: anyone,
    summary: 'Chooses the password; the invitation is over, and so is every session of before',
    body: closedObject({ secret: Secret, password: Password }),
    status: 204,
    answer: null,
    refusals: ['invitation_over', 'too_many_attempts'],
  }),
}
