import { Text } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import { ConfirmButton, call, notifyDone, useAction, useCurrency, useFormat, useLanguage, useText } from '@popug/ui-kit'
import { useQuery } from '@tanstack/react-query'

/** Pages of accounts that are added up before the closing is asked about; beyond them the sum is told as a least one. */
const mostPages = 20

interface Due {
  readonly people: number
  readonly minor: number
  /** Not all were counted. */
  readonly more: boolean
}

/** Adds up the balances that make a payout; they come first in the list of accounts. */
const addUp = async (least: number, signal: AbortSignal): Promise<Due> => {
  let due: Due = { people: 0, minor: 0, more: false }
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const { items, next } = await call(accountRoutes.listAccounts, { query: { limit: 500, after } }, { signal })
    const above = items.filter(({ balanceMinor }) => balanceMinor >= least)
    const minor = above.reduce((sum, { balanceMinor }) => sum + balanceMinor, due.minor)
    due = { people: due.people + above.length, minor, more: false }
    if (next === null || above.length < items.length) return due
    after = next
  }
  return { ...due, more: true }
}

interface CloseDayProps {
  readonly day: Day
  /** The least payout, in minor units. */
  readonly least: number
}

/** Closes a day after saying how many people will be paid, and how much in all. */
export const CloseDay = ({ day, least }: CloseDayProps) => {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const currency = useCurrency()
  const { data: due } = useQuery({
    queryKey: ['accounts', 'due', day, least],
    queryFn: ({ signal }) => addUp(least, signal),
  })
  const close = useAction(accountRoutes.closeDay, {
    onSuccess: ({ payouts }) => notifyDone(text('closing.done', { day: format.day(day), count: payouts })),
    // The dialog itself says what went wrong.
    onProblem: () => undefined,
  })
  const sum = due && currency ? formatMoney(due.minor, currency, language) : ''
  return (
    <ConfirmButton
      color="feather"
      variant="filled"
      loading={!due || !currency}
      title={text('closing.title', { day: format.day(day) })}
      what={
        <>
          <Text>
            {due?.people
              ? text(due.more ? 'closing.whatMore' : 'closing.what', { count: due.people, sum })
              : text('closing.nobody')}
          </Text>
          {least > 1 && currency && (
            <Text mt="sm" c="dimmed" size="sm">
              {text('closing.least', { sum: formatMoney(least, currency, language) })}
            </Text>
          )}
          <Text mt="sm" c="dimmed" size="sm">
            {text('closing.finality')}
          </Text>
        </>
      }
      confirm={due?.people ? text('closing.confirm', { count: due.people, sum }) : text('closing.confirmNobody')}
      onConfirm={() => close.runAsync({ params: { day } })}
    >
      {text('closing.button')}
    </ConfirmButton>
  )
}
