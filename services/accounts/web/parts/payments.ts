import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { type Mail, mailerRoutes } from '@popug/contracts/mailer.ts'
import { call, useRoute } from '@popug/ui-kit'
import { useQueries } from '@tanstack/react-query'

/** As many ids as fit the line of one request. */
const idsAtOnce = 100
/** Payouts move within seconds, so what is on the screen is asked again. */
const askAgain = 10_000

/** The state of each payout's payment to the card, by payout; missing while Billing has not answered or does not know it. */
export const usePayments = (ids: readonly Id[]): ReadonlyMap<Id, Payout> => {
  const parts: Id[][] = []
  for (let from = 0; from < ids.length; from += idsAtOnce) parts.push(ids.slice(from, from + idsAtOnce))
  return useQueries({
    queries: parts.map((part) => ({
      queryKey: ['billing', 'listPayouts', { ids: part }],
      queryFn: () => call(billingRoutes.listPayouts, { query: { ids: part.join(','), limit: part.length } }),
      refetchInterval: askAgain,
      retry: false,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data?.items ?? []).map((payment): [Id, Payout] => [payment.id, payment]))),
  })
}

const announces = (mail: Mail, payoutId: Id): boolean => mail.payoutId === payoutId && mail.kind === 'payout_issued'

/** The letter that announced a payout: among the latest letters, one request for all rows, or else asked for by itself. */
export const useLetter = (payoutId: Id): Mail | undefined => {
  const latest = useRoute(mailerRoutes.listMails, { query: { limit: 200 } }, { refetchInterval: askAgain })
  const found = latest.data?.items.find((mail) => announces(mail, payoutId))
  const further = latest.data !== undefined && !found && latest.data.next !== null
  const single = useRoute(mailerRoutes.listMails, { query: { payoutId } }, { enabled: further })
  return found ?? single.data?.items.find((mail) => announces(mail, payoutId))
}
