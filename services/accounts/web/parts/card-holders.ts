import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import type { RegisterLine } from '@popug/contracts/day-registers.ts'
import type { Day } from '@popug/contracts/days.ts'
import type { Id } from '@popug/contracts/ids.ts'
import { call } from '@popug/ui-kit'
import { useQueries, useQuery } from '@tanstack/react-query'

/** As many ids as fit the line of one request. */
const idsAtOnce = 100
/** Pages of payouts that are looked through for people without a card; beyond them the count is told as a least one. */
const mostPages = 4
const rowsAtOnce = 500
/** People name cards while the register is looked at, in milliseconds between two looks. */
const askAgain = 30_000

const partsOf = (ids: readonly Id[]): Id[][] =>
  Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, part) =>
    ids.slice(part * idsAtOnce, (part + 1) * idsAtOnce),
  )

const ask = (ids: readonly Id[], signal: AbortSignal) =>
  call(billingRoutes.listCardHolders, { query: { userIds: ids.join(',') } }, { signal })

/** Whether people have a card, by person; missing while Billing has not answered. */
export const useCardHolders = (userIds: readonly Id[]): ReadonlyMap<Id, boolean> =>
  useQueries({
    queries: partsOf(userIds).map((part) => ({
      queryKey: ['billing', 'listCardHolders', part],
      queryFn: ({ signal }: { signal: AbortSignal }) => ask(part, signal),
      refetchInterval: askAgain,
      retry: false,
    })),
    combine: (answers) =>
      new Map(answers.flatMap(({ data }) => (data?.items ?? []).map(({ userId, hasCard }) => [userId, hasCard]))),
  })

interface Cardless {
  readonly lines: readonly RegisterLine[]
  /** Not all payouts were looked through. */
  readonly more: boolean
}

const findCardless = async (day: Day, signal: AbortSignal): Promise<Cardless> => {
  const lines: RegisterLine[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = { outcome: 'payout', limit: rowsAtOnce, after } as const
    const { items, next } = await call(accountRoutes.listRegisterLines, { params: { day }, query }, { signal })
    const answers = await Promise.all(partsOf(items.map(({ userId }) => userId)).map((part) => ask(part, signal)))
    const without = new Set(
      answers.flatMap((answer) => answer.items.filter(({ hasCard }) => !hasCard).map(({ userId }) => userId)),
    )
    lines.push(...items.filter(({ userId }) => without.has(userId)))
    if (next === null) return { lines, more: false }
    after = next
  }
  return { lines, more: true }
}

/**
 * Those who are due a payout of the day and have no card; undefined while Billing does not answer. `payouts` is how the
 * register stands: it is looked through anew when that changes.
 */
export const useCardless = (day: Day, payouts: string): Cardless | undefined =>
  useQuery({
    queryKey: ['billing', 'cardless', day, payouts],
    queryFn: ({ signal }) => findCardless(day, signal),
    refetchInterval: askAgain,
    retry: false,
    placeholderData: (previous) => previous,
  }).data
