import { type Static, Type } from 'typebox'

/** What the sandbox bank says of a payout. */
export const SandboxEntryOf = Type.Object({
  payoutId: Type.String(),
  amountMinor: Type.Integer(),
  currency: Type.String(),
  status: Type.Enum(['new', 'pending', 'paid', 'refused']),
  cardLast4: Type.String(),
  reason: Type.Union([Type.String(), Type.Null()]),
  reference: Type.Union([Type.String(), Type.Null()]),
})
export type SandboxEntry = Static<typeof SandboxEntryOf>

/** A page of its register. */
export const SandboxEntries = Type.Object({
  items: Type.Array(SandboxEntryOf),
  next: Type.Union([Type.String(), Type.Null()]),
})

/** What it tells by itself. */
export const SandboxNotice = Type.Object({ event: Type.String(), payout: SandboxEntryOf })
