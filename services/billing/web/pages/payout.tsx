import { Grid, Paper, Stack, Title } from '@mantine/core'
import { billingRoutes, type Payout } from '@popug/contracts/billing.ts'
import { Money, Page, PageLink, Query, useParam, useRoute, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { PayoutFacts } from '../parts/payout-facts.tsx'
import { PayoutWay } from '../parts/payout-way.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { SettleButtons } from '../parts/settle-buttons.tsx'
import { SharedCardWarning } from '../parts/shared-card-warning.tsx'

const isOver = ({ status }: Payout): boolean => status === 'paid' || status === 'returned'

const PayoutBody = ({ payout }: { readonly payout: Payout }) => {
  const text = useText()
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Money minor={payout.amountMinor} currency={payout.currency} large />
          {payout.status === 'paid' && (
            <PageLink to="/payouts/$id/receipt" params={{ id: payout.id }}>
              {text('receipt.open')}
            </PageLink>
          )}
          <SharedCardWarning userId={payout.userId} />
          <Stack gap="sm" component="section" aria-label={text('way')}>
            <Title order={2}>{text('way')}</Title>
            {/* Anew with every state, so that the step into the last one is read too. */}
            <PayoutWay key={payout.status} id={payout.id} moving={!isOver(payout)} />
          </Stack>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <Paper withBorder p="md">
          <PayoutFacts payout={payout} />
        </Paper>
      </Grid.Col>
    </Grid>
  )
}

/** One payout: how much, whose, in what state, and how it came there. */
const PayoutPage = () => {
  const text = useText()
  const id = useParam('id')
  const [over, setOver] = useState(false)
  const payout = useRoute(billingRoutes.getPayout, { params: { id } }, { refetchInterval: over ? false : 2_000 })
  if (payout.data && isOver(payout.data) !== over) setOver(isOver(payout.data))
  return (
    <Page title={text('payout')} actions={payout.data && <SettleButtons payout={payout.data} />}>
      <SectionLinks />
      <Query of={payout}>{(found) => <PayoutBody payout={found} />}</Query>
    </Page>
  )
}

export default PayoutPage
