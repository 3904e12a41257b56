import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '@popug/contracts/refusals.ts'
import type { Notice } from './provider.ts'
import { parseJson } from './read-json.ts'
import { type SandboxEntry, SandboxNotice } from './sandbox-entry.ts'

/** How old a signature may be, or ahead of our clock, in milliseconds. */
const tolerance = 5 * 60_000

const isSigned = (body: string, header: string, secret: string, now: number): boolean => {
  const [, at, signature] = /^t=([0-9]{1,15}),v1=([0-9a-f]{64})$/.exec(header) ?? []
  if (at === undefined || signature === undefined || Math.abs(now - Number(at)) > tolerance) return false
  const expected = createHmac('sha256', secret).update(`${at}.${body}`).digest()
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}

/** The payout that a notice of the sandbox bank is about; throws unless it was signed with our secret not long ago. */
export const hearSigned = ({ body, header }: Notice, secret: string, now: number): SandboxEntry => {
  if (!isSigned(body, header('bank-signature') ?? '', secret, now)) {
    throw new Refusal('not_from_the_bank', 'it is not signed, not with our secret, or not lately')
  }
  return parseJson(body, SandboxNotice).payout
}
