import type { ReconciliationOutcome } from '@popug/contracts/reconciliations.ts'
import { StatusBadge, type Tone, useText } from '@popug/ui-kit'

const tones: Readonly<Record<ReconciliationOutcome, Tone>> = {
  matched: 'good',
  missing: 'bad',
  extra: 'bad',
  different: 'bad',
  refused: 'waiting',
}

/** What became of lines of a register, in a word. */
export const OutcomeBadge = ({ outcome }: { readonly outcome: ReconciliationOutcome }) => {
  const text = useText()
  return <StatusBadge tone={tones[outcome]} word={text(`reconciliation.outcome.${outcome}`)} />
}
