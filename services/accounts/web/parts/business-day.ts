import { accountRoutes } from '@popug/contracts/accounts.ts'
import { useRoute } from '@popug/ui-kit'

/** Milliseconds between two looks at what day it is. */
const lookEvery = 60_000

/** The day that work is posted on now, with the state of the question: `data` is one's own account, which tells it. */
export const useBusinessDay = () =>
  useRoute(accountRoutes.getMyAccount, {}, { staleTime: lookEvery, refetchInterval: lookEvery })
