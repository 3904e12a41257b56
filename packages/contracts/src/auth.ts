import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Id, IdList } from './ids.ts'
import { anyone, Language, only, Role, signedIn, signedInOrService } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'
import { sessionKeyRoutes } from './session-keys.ts'

const service = 'auth'

export const userStatuses = ['active', 'disabled'] as const
export type UserStatus = (typeof userStatuses)[number]
const Status = Type.Enum([...userStatuses])
export const Email = Type.String({ format: 'email', maxLength: 254 })
export const Name = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
/** NIST SP 800-63B: a bound on length and nothing on composition. Five, for the demo people's `popug`. */
export const Password = Type.String({ minLength: 5, maxLength: 200 })

/** The signed-in person. */
export const Me = Type.Object({
  id: Id,
  login: Type.String(),
  email: Type.String(),
  name: Type.String(),
  role: Role,
  language: orNull(Language),
})
export type Me = Static<typeof Me>

/** A person as others see them; `email`, `status` and `language` are for admins and services. */
export const User = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  role: Role,
  email: Type.Optional(Type.String()),
  status: Type.Optional(Status),
  language: Type.Optional(orNull(Language)),
  createdAt: Type.Optional(Moment),
})
export type User = Static<typeof User>

export const SessionView = Type.Object({
  id: Id,
  createdAt: Moment,
  seenAt: Moment,
  expiresAt: Moment,
  device: Type.String({ description: 'the browser as it named itself' }),
  current: Type.Boolean(),
  byPasskey: Type.Boolean({ description: 'whether a passkey opened it, and no password' }),
})

/** Who is signed in, and when the session's newest token runs out. */
export const SignedIn = Type.Object({ user: Me, expiresAt: Moment })

export const authRoutes = {
  signIn: route({
    name: 'signIn',
    service,
    method: 'POST',
    path: '/session',
    who: anyone,
    summary: 'Signs in with email and password; sets the cookies',
    body: closedObject({
      email: Type.String({ minLength: 1, maxLength: 254 }),
      password: Type.String({ minLength: 1, maxLength: 200 }),
    }),
    answer: SignedIn,
    refusals: ['wrong_credentials', 'too_many_attempts'],
  }),
  getSession: route({
    name: 'getSession',
    service,
    method: 'GET',
    path: '/session',
    who: signedIn,
    byToken: false,
    summary: 'Who is signed in',
    answer: SignedIn,
  }),
  renewSession: route({
    name: 'renewSession',
    service,
    method: 'POST',
    path: '/session/renewal',
    who: anyone,
    summary: 'A fresh token while the session lives; takes a token that has just run out too',
    answer: SignedIn,
    refusals: ['not_signed_in'],
  }),
  signOut: route({
    name: 'signOut',
    service,
    method: 'DELETE',
    path: '/session',
    who: signedIn,
    byToken: false,
    summary: 'Ends this session everywhere',
    status: 204,
    answer: null,
  }),
  listSessions: route({
    name: 'listSessions',
    service,
    method: 'GET',
    path: '/sessions',
    who: signedIn,
    byToken: false,
    summary: 'One’s own living sessions, newest first',
    query: query({ ...paging }),
    answer: pageOf(SessionView),
  }),
  revokeSession: route({
    name: 'revokeSession',
    service,
    method: 'DELETE',
    path: '/sessions/:id',
    who: signedIn,
    byToken: false,
    summary: 'Ends one of one’s own sessions',
    params: closedObject({ id: Id }),
    status: 204,
    answer: null,
    refusals: ['not_found'],
  }),
  revokeSessions: route({
    name: 'revokeSessions',
    service,
    method: 'DELETE',
    path: '/sessions',
    who: signedIn,
    byToken: false,
    summary: 'Ends all of one’s own sessions, this one too',
    status: 204,
    answer: null,
  }),
  listUsers: route({
    name: 'listUsers',
    service,
    method: 'GET',
    path: '/users',
    who: signedInOrService,
    summary: 'People; by id, role, status (admin), or part of name or login',
    query: query({
      ...paging,
      role: Type.Optional(Role),
      status: Type.Optional(Status),
      q: Type.Optional(Type.String({ maxLength: 100 })),
      ids: Type.Optional(IdList),
    }),
    answer: pageOf(User),
  }),
  getUser: route({
    name: 'getUser',
    service,
    method: 'GET',
    path: '/users/:id',
    who: signedInOrService,
    summary: 'One person',
    params: closedObject({ id: Id }),
    answer: User,
    refusals: ['not_found'],
  }),
  createUser: route({
    name: 'createUser',
    service,
    method: 'POST',
    path: '/users',
    who: only('admin'),
    summary: 'Registers a person; without a password they choose one by a link',
    body: closedObject({
      email: Email,
      name: Name,
      role: Role,
      password: Type.Optional(Password),
      language: Type.Optional(Language),
    }),
    status: 201,
    answer: User,
    creates: true,
    refusals: ['email_taken', 'too_many_attempts'],
  }),
  changeUser: route({
    name: 'changeUser',
    service,
    method: 'PATCH',
    path: '/users/:id',
    who: only('admin'),
    summary:
      'Changes a person; a new role, status or password is in force everywhere within 5 seconds; no token sets a password',
    params: closedObject({ id: Id }),
    body: Type.Object(
      {
        name: Type.Optional(Name),
        role: Type.Optional(Role),
        status: Type.Optional(Status),
        password: Type.Optional(Password),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answer: User,
    refusals: ['not_found', 'last_admin', 'too_many_attempts'],
  }),
  changeMe: route({
    name: 'changeMe',
    service,
    method: 'PATCH',
    path: '/users/me',
    who: signedIn,
    byToken: false,
    summary: 'One’s own name, language or password (which asks for the old one and ends the other sessions)',
    body: Type.Object(
      {
        name: Type.Optional(Name),
        language: Type.Optional(Language),
        password: Type.Optional(Password),
        oldPassword: Type.Optional(Type.String({ maxLength: 200 })),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    answer: Me,
    refusals: ['wrong_credentials', 'too_many_attempts'],
  }),
  ...sessionKeyRoutes,
  getInstallation: route({
    name: 'getInstallation',
    service,
    method: 'GET',
    path: '/installation',
    who: anyone,
    summary: 'What the sign-in page shows of this installation; `demo`: whether it has the demo people',
    answer: Type.Object({
      demo: Type.Boolean(),
      currency: Type.String(),
      timeZone: Type.String(),
      passkeysAt: orNull(
        Type.String({ description: 'the origin at which passkeys work; null where the address of Popug allows none' }),
      ),
    }),
  }),
}
