import type { Payout } from '@popug/contracts/billing.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { shortId, useLanguage, usePersonById } from '@popug/ui-kit'

/** What a payout is about, in words for buttons: whose, and how much. */
export const usePayoutSubject = ({ userId, amountMinor, currency }: Payout) => {
  const language = useLanguage()
  const { data: person } = usePersonById(userId)
  return { person: person?.name ?? shortId(userId), amount: formatMoney(amountMinor, currency, language) }
}
