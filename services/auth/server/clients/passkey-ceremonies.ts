import { type Assertion, type NewCredential, passkeyAlgorithms } from '@popug/contracts/passkeys.ts'

/** Loaded at the first passkey: it takes some 25 MB, and many an installation never sees one. */
const library = () => import('@simplewebauthn/server')
const decoders = () => import('@simplewebauthn/server/helpers')

interface Expected {
  /** The challenge that was given out, and nobody else has answered. */
  readonly challenge: string
  readonly rpId: string
  readonly origin: string
}

/** What a browser says a signature is over. */
interface ClientData {
  readonly challenge: string
  readonly origin: string
}

/** Reads what a browser signed; null for what is no such thing. */
export const readClientData = (clientDataJSON: string): ClientData | null => {
  try {
    const { challenge, origin } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as Partial<ClientData>
    return typeof challenge === 'string' && typeof origin === 'string' ? { challenge, origin } : null
  } catch {
    return null
  }
}

/** Whether a new credential vouches for itself alone. To check the word of a maker the library would fetch what a certificate names. */
const vouchesForItself = async (attestationObject: string): Promise<boolean> => {
  const { decodeAttestationObject } = await decoders()
  const decoded = decodeAttestationObject(Buffer.from(attestationObject, 'base64url'))
  const format = decoded.get('fmt')
  return format === 'none' || (format === 'packed' && decoded.get('attStmt').get('x5c') === undefined)
}

/** The library throws for whatever is not as it should be; all that is a no. */
const orNull = async <T>(work: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await work()
  } catch {
    return null
  }
}

/** What is kept of a new passkey; null where it does not answer the challenge, or its owner was not verified. */
export const verifyNewCredential = (credential: NewCredential, { challenge, rpId, origin }: Expected) =>
  orNull(async () => {
    if (!(await vouchesForItself(credential.response.attestationObject))) return null
    const { verifyRegistrationResponse } = await library()
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...credential, clientExtensionResults: {} } as never,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      // Named, for what the library would take by itself depends on the Node that runs it.
      supportedAlgorithmIDs: [...passkeyAlgorithms],
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    const synced = registrationInfo.credentialBackedUp
    return { credentialId: id, publicKey: Buffer.from(publicKey).toString('base64url'), counter, synced }
  })

/** What an authenticator says of itself with its answer; null where the answer is not that passkey's to this challenge. */
export const verifyAssertion = (
  credential: Assertion,
  { challenge, rpId, origin, credentialId, publicKey }: Expected & { credentialId: string; publicKey: string },
) =>
  orNull(async () => {
    const { verifyAuthenticationResponse } = await library()
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...credential, clientExtensionResults: {} } as never,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      // The counter is compared where it is kept, under a lock: two answers may come at once.
      credential: { id: credentialId, publicKey: Buffer.from(publicKey, 'base64url'), counter: 0 },
    })
    return verified ? { counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp } : null
  })
