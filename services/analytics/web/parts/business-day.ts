import { accountRoutes } from '@popug/contracts/accounts.ts'
import { type Day, dayOf } from '@popug/contracts/days.ts'
import { useRoute } from '@popug/ui-kit'

/** Milliseconds between two looks at what day it is. */
const lookEvery = 60_000

/** The business day that is today, as Accounts counts it; the person's own day where Accounts does not answer. */
export const useBusinessDay = (): { readonly today: Day | undefined } => {
  const account = useRoute(accountRoutes.getMyAccount, {}, { staleTime: lookEvery, refetchInterval: lookEvery })
  if (account.data) return { today: account.data.today.day }
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return { today: account.isError ? dayOf(Date.now(), timeZone) : undefined }
}
