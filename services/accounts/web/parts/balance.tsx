import { Stack, Text } from '@mantine/core'
import type { AccountWithToday } from '@popug/contracts/accounts.ts'
import { DayText, Money, useText } from '@popug/ui-kit'
import { Figure, Figures } from './figures.tsx'

/** A balance, the largest thing on its page, and what today came to. */
export const Balance = ({ account }: { readonly account: AccountWithToday }) => {
  const text = useText()
  const { balanceMinor, currency, today } = account
  return (
    <Stack gap="md">
      <div>
        <Text size="sm" c="dimmed">
          {text('balance')}
        </Text>
        <Money minor={balanceMinor} currency={currency} large />
      </div>
      <section aria-label={text('today')}>
        <Text size="sm" c="dimmed" mb={4}>
          {text('today')}, <DayText day={today.day} />
        </Text>
        <Figures>
          <Figure label={text('earned')}>
            <Money minor={today.earnedMinor} currency={currency} signed />
          </Figure>
          <Figure label={text('rewards')}>
            <Money minor={today.rewardsMinor} currency={currency} />
          </Figure>
          <Figure label={text('fees')}>
            <Money minor={-today.feesMinor} currency={currency} />
          </Figure>
        </Figures>
      </section>
    </Stack>
  )
}
