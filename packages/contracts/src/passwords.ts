import { Type } from 'typebox'
import { Id } from './ids.ts'
import { serviceOr } from './roles.ts'
import { closedObject, route } from './route.ts'

/** What other services ask Auth about passwords. */
export const passwordRoutes = {
  checkPassword: route({
    name: 'checkPassword',
    service: 'auth',
    method: 'POST',
    path: '/password-checks',
    who: serviceOr(),
    byToken: false,
    summary: 'Whether this is the password of the person whose living session this is; counts as a guess',
    body: closedObject({
      userId: Id,
      sessionId: Id,
      password: Type.String({ minLength: 1, maxLength: 200 }),
      ip: Type.String({ maxLength: 60, description: 'the address that the person asks from' }),
    }),
    answer: Type.Object({ outcome: Type.Enum(['right', 'wrong', 'session_over']) }),
    refusals: ['too_many_attempts'],
  }),
}
