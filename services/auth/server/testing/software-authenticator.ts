import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import type { Assertion, NewCredential, NewPasskeyOptions, PasskeySignInOptions } from '@popug/contracts/passkeys.ts'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** What is done otherwise than an honest browser with an honest authenticator would do it. */
export interface Forgery {
  readonly origin?: string
  readonly rpId?: string
  readonly type?: string
  /** Whether the owner was verified, by a fingerprint or the like. */
  readonly verified?: boolean
  readonly counter?: number
  readonly userHandle?: string
  readonly attestation?: readonly [format: string, statement: Map<string, unknown>]
}

const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** A browser with an authenticator of one passkey, ES256, as Web Authentication (level 3) describes both. */
export class SoftwareAuthenticator {
  counter: number
  readonly #counts: boolean
  readonly #synced: boolean
  readonly #credentialId = randomBytes(32)
  readonly #key: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }
  #userHandle = ''

  constructor({ counts = true, synced = false } = {}) {
    this.#counts = counts
    this.#synced = synced
    this.counter = counts ? 1 : 0
    this.#key = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  }

  get id(): string {
    return text(this.#credentialId)
  }

  /** Makes the passkey, as `navigator.credentials.create` does. */
  create({ challenge, rp, user }: NewPasskeyOptions, forgery: Forgery = {}): NewCredential {
    this.#userHandle = user.id
    const { x, y } = this.#key.publicKey.export({ format: 'jwk' })
    const point = (coordinate = ''): Uint8Array => Uint8Array.from(Buffer.from(coordinate, 'base64url'))
    const cose = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, point(x)],
        [-3, point(y)],
      ]),
    )
    const length = Buffer.alloc(2)
    length.writeUInt16BE(this.#credentialId.length)
    const attested = Buffer.concat([Buffer.alloc(16), length, this.#credentialId, cose])
    const authData = Uint8Array.from(Buffer.concat([this.#state(rp.id, 0x40, forgery), attested]))
    const [fmt, attStmt] = forgery.attestation ?? ['none', new Map()]
    const attestation = new Map<string, unknown>([
      ['fmt', fmt],
      ['attStmt', attStmt],
      ['authData', authData],
    ])
    return {
      ...this.#around(),
      response: {
        clientDataJSON: text(this.#clientData('webauthn.create', challenge, forgery)),
        attestationObject: text(isoCBOR.encode(attestation as never)),
        transports: ['internal'],
      },
    }
  }

  /** Answers a challenge with the passkey, as `navigator.credentials.get` does. */
  get({ challenge, rpId }: PasskeySignInOptions, forgery: Forgery = {}): Assertion {
    if (this.#counts) this.counter += 1
    const clientData = this.#clientData('webauthn.get', challenge, forgery)
    const authData = this.#state(rpId, 0, forgery)
    const signature = createSign('sha256').update(authData).update(sha256(clientData)).sign(this.#key.privateKey)
    return {
      ...this.#around(),
      response: {
        clientDataJSON: text(clientData),
        authenticatorData: text(authData),
        signature: text(signature),
        userHandle: forgery.userHandle ?? this.#userHandle,
      },
    }
  }

  #around() {
    return { id: this.id, rawId: this.id, type: 'public-key' as const, clientExtensionResults: {} }
  }

  #clientData(
    type: string,
    challenge: string,
    { origin = 'http://localhost:8080', type: other = type }: Forgery,
  ): Buffer {
    return Buffer.from(JSON.stringify({ type: other, challenge, origin, crossOrigin: false }))
  }

  /** The relying party, the flags (present, verified, kept elsewhere too), the counter. */
  #state(rpId: string, more: number, { rpId: other = rpId, verified = true, counter = this.counter }: Forgery): Buffer {
    const flags = 0x01 | (verified ? 0x04 : 0) | (this.#synced ? 0x18 : 0) | more
    const state = Buffer.alloc(5)
    state.writeUInt8(flags)
    state.writeUInt32BE(counter, 1)
    return Buffer.concat([sha256(other), state])
  }
}
