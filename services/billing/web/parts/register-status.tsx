import type { RegisterStatus } from '@popug/contracts/payout-registers.ts'
import { StatusBadge, type Tone, useText } from '@popug/ui-kit'

const tones: Readonly<Record<RegisterStatus, Tone>> = { awaiting: 'waiting', approved: 'good', rejected: 'bad' }

/** The state of a register, in a word. */
export const RegisterBadge = ({ status }: { readonly status: RegisterStatus }) => {
  const text = useText()
  return <StatusBadge tone={tones[status]} word={text(`register.status.${status}`)} />
}
