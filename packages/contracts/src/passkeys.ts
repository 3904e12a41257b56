import { type Static, Type } from 'typebox'
import { SignedIn } from './auth.ts'
import { Moment } from './days.ts'
import { Id } from './ids.ts'
import { anyone, signedIn } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'auth'

/** Passkeys that a person may have at most. */
export const passkeysAtMost = 20

/** What a passkey may sign with, the best first: EdDSA, ES256, RS256. */
export const passkeyAlgorithms = [-8, -7, -257] as const

const Password = Type.String({ minLength: 1, maxLength: 200, description: 'one’s own password' })
const PasskeyName = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })

/** A passkey as its owner sees it. */
export const Passkey = Type.Object({
  id: Id,
  name: Type.String(),
  synced: Type.Boolean({ description: 'whether a password manager keeps copies of it, or it stays in one device' }),
  createdAt: Moment,
  usedAt: orNull(Type.String({ description: 'when it last opened a session' })),
})
export type Passkey = Static<typeof Passkey>

/** Bytes in base64url, as browsers write credentials down in JSON (Web Authentication, level 3). */
const bytes = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '^[A-Za-z0-9_-]+$' })
// A credential's id has 1,023 bytes at most.
const CredentialId = bytes(1364)
const Transports = Type.Array(Type.String({ maxLength: 20, pattern: '^[a-z-]+$' }), { maxItems: 10 })
const around = {
  id: CredentialId,
  rawId: CredentialId,
  type: Type.Literal('public-key'),
  // What extensions and attachment say is not read, and browsers send it.
  clientExtensionResults: Type.Optional(Type.Object({})),
  authenticatorAttachment: Type.Optional(orNull(Type.String({ maxLength: 20 }))),
}

/** What a browser answers to the wish for a new passkey: `RegistrationResponseJSON`. */
const NewCredential = closedObject({
  ...around,
  response: closedObject({
    clientDataJSON: bytes(4_000),
    attestationObject: bytes(16_000),
    transports: Type.Optional(Transports),
    authenticatorData: Type.Optional(bytes(8_000)),
    publicKey: Type.Optional(bytes(8_000)),
    publicKeyAlgorithm: Type.Optional(Type.Integer()),
  }),
})
export type NewCredential = Static<typeof NewCredential>

/** What a browser answers to a challenge with a passkey: `AuthenticationResponseJSON`. */
const Assertion = closedObject({
  ...around,
  response: closedObject({
    clientDataJSON: bytes(4_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    userHandle: Type.Optional(orNull(bytes(100))),
  }),
})
export type Assertion = Static<typeof Assertion>

const Challenge = Type.String({ description: 'good for five minutes and one answer' })

/** `PublicKeyCredentialCreationOptionsJSON`, as far as it is used. */
const NewPasskeyOptions = Type.Object({
  challenge: Challenge,
  rp: Type.Object({ id: Type.String(), name: Type.String() }),
  user: Type.Object({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(Type.Object({ type: Type.Literal('public-key'), alg: Type.Integer() })),
  timeout: Type.Integer({ description: 'milliseconds' }),
  attestation: Type.Literal('none'),
  excludeCredentials: Type.Array(
    Type.Object({ type: Type.Literal('public-key'), id: Type.String(), transports: Type.Optional(Transports) }),
  ),
  authenticatorSelection: Type.Object({
    residentKey: Type.Literal('required'),
    requireResidentKey: Type.Literal(true),
    userVerification: Type.Literal('required'),
  }),
})
export type NewPasskeyOptions = Static<typeof NewPasskeyOptions>

/** `PublicKeyCredentialRequestOptionsJSON`: any passkey that this place has given out will do. */
const PasskeySignInOptions = Type.Object({
  challenge: Challenge,
  rpId: Type.String(),
  timeout: Type.Integer({ description: 'milliseconds' }),
  userVerification: Type.Literal('required'),
})
export type PasskeySignInOptions = Static<typeof PasskeySignInOptions>

export const passkeyRoutes = {
  listPasskeys: route({
    name: 'listPasskeys',
    service,
    method: 'GET',
    path: '/passkeys',
    who: signedIn,
    byToken: false,
    summary: 'One’s own passkeys, newest first',
    query: query({ ...paging }),
    answer: pageOf(Passkey),
  }),
  beginPasskey: route({
    name: 'beginPasskey',
    service,
    method: 'POST',
    path: '/passkeys/challenge',
    who: signedIn,
    byToken: false,
    summary: 'What a browser must know to make a passkey; asks for the password, and is answered by createPasskey',
    body: closedObject({ password: Password }),
    answer: NewPasskeyOptions,
    refusals: ['wrong_password', 'too_many_attempts', 'too_many_passkeys', 'passkeys_unavailable'],
  }),
  createPasskey: route({
    name: 'createPasskey',
    service,
    method: 'POST',
    path: '/passkeys',
    who: signedIn,
    byToken: false,
    // No `creates`: a challenge is answered once, which bounds repetitions already.
    summary: 'Keeps the passkey that a browser made for a challenge of this session',
    body: closedObject({ name: PasskeyName, credential: NewCredential }),
    status: 201,
    answer: Passkey,
    refusals: ['invalid', 'challenge_over', 'passkey_known', 'too_many_passkeys', 'passkeys_unavailable'],
  }),
  renamePasskey: route({
    name: 'renamePasskey',
    service,
    method: 'PATCH',
    path: '/passkeys/:id',
    who: signedIn,
    byToken: false,
    summary: 'Gives one of one’s own passkeys another name',
    params: closedObject({ id: Id }),
    body: closedObject({ name: PasskeyName }),
    answer: Passkey,
    refusals: ['not_found'],
  }),
  removePasskey: route({
    name: 'removePasskey',
    service,
    method: 'DELETE',
    path: '/passkeys/:id',
    who: signedIn,
    byToken: false,
    summary: 'Forgets one of one’s own passkeys, with the password; other sessions that it opened end',
    params: closedObject({ id: Id }),
    body: closedObject({ password: Password }),
    status: 204,
    answer: null,
    refusals: ['wrong_password', 'too_many_attempts', 'not_found'],
  }),
  beginPasskeySignIn: route({
    name: 'beginPasskeySignIn',
    service,
    method: 'POST',
    path: '/session/passkey/challenge',
    who: anyone,
    summary: 'What a browser must know to sign in by a passkey; answered by signInByPasskey',
    answer: PasskeySignInOptions,
    refusals: ['too_many_attempts', 'passkeys_unavailable'],
  }),
  signInByPasskey: route({
    name: 'signInByPasskey',
    service,
    method: 'POST',
    path: '/session/passkey',
    who: anyone,
    summary: 'Signs in by a passkey, without email or password; sets the cookies',
    body: closedObject({ credential: Assertion }),
    answer: SignedIn,
    refusals: ['passkey_refused', 'challenge_over', 'too_many_attempts', 'passkeys_unavailable'],
  }),
}
