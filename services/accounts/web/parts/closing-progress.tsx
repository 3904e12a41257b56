import { Progress, Stack, Text } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Day } from '@popug/contracts/days.ts'
import { useFormat, useRoute, useText } from '@popug/ui-kit'

/** A closing moves in steps of a thousand accounts; milliseconds between two looks at it. */
const lookEvery = 1_000

/** How far the closing of a day has come: how many of those who are due a payout have theirs. */
export const ClosingProgress = ({ day }: { readonly day: Day }) => {
  const text = useText()
  const format = useFormat()
  const totals = useRoute(accountRoutes.getDay, { params: { day } }, { refetchInterval: lookEvery })
  const register = useRoute(accountRoutes.getDayRegister, { params: { day } }, { refetchInterval: lookEvery })
  const done = totals.data?.payouts ?? 0
  const all = done + (register.data?.payouts ?? 0)
  return (
    <Stack gap="xs" role="status">
      <Text size="sm">{text('closing.progress', { done: format.number(done), all: format.number(all) })}</Text>
      <Progress value={all === 0 ? 0 : (100 * done) / all} aria-label={text('closing.underway')} animated />
    </Stack>
  )
}
