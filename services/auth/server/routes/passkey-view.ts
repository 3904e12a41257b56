import { moment } from '@popug/contracts/days.ts'
import {
  type NewPasskeyOptions,
  type Passkey,
  type PasskeySignInOptions,
  passkeyAlgorithms,
} from '@popug/contracts/passkeys.ts'
import { challengeLife, type RelyingParty, userHandle } from '../domain/passkey.ts'

/** What of a kept passkey is ever shown. */
interface Shown {
  readonly id: string
  readonly name: string
  readonly synced: 0 | 1
  readonly createdAt: number
  readonly usedAt: number | null
}

/** A passkey as its owner sees it. */
export const passkeyView = ({ id, name, synced, createdAt, usedAt }: Shown): Passkey => ({
  id,
  name,
  synced: synced === 1,
  createdAt: moment(createdAt),
  usedAt: usedAt === null ? null : moment(usedAt),
})

interface Begun {
  readonly party: RelyingParty
  readonly challenge: string
  readonly known: readonly { readonly credentialId: string; readonly transports: string }[]
}

const credential = 'public-key' as const

/** What a browser must know to make a passkey that needs no email to sign in, and verifies its owner. */
export const newPasskeyOptions = (
  { party, challenge, known }: Begun,
  { id, email, name }: { readonly id: string; readonly email: string; readonly name: string },
): NewPasskeyOptions => ({
  challenge,
  rp: { id: party.id, name: 'Popug' },
  user: { id: userHandle(id), name: email, displayName: name },
  pubKeyCredParams: passkeyAlgorithms.map((alg) => ({ type: credential, alg })),
  timeout: challengeLife,
  attestation: 'none',
  excludeCredentials: known.map(({ credentialId, transports }) => ({
    type: credential,
    id: credentialId,
    transports: JSON.parse(transports) as string[],
  })),
  authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
})

/** What a browser must know to sign in by any passkey of this place. */
export const passkeySignInOptions = (party: RelyingParty, challenge: string): PasskeySignInOptions => ({
  challenge,
  rpId: party.id,
  timeout: challengeLife,
  userVerification: 'required',
})
