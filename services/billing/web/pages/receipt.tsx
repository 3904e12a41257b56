import { Paper, Stack, Text } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import type { PayoutReceipt } from '@popug/contracts/payouts.ts'
import {
  DayText,
  Fact,
  Facts,
  Moment,
  Money,
  Page,
  PageLink,
  PersonName,
  Query,
  useMe,
  useParam,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { CardName } from '../parts/card-name.tsx'
import { PrintButton } from '../parts/print-button.tsx'

const Receipt = ({ receipt }: { readonly receipt: PayoutReceipt }) => {
  const text = useText()
  const me = useMe()
  const { payoutId, userId, day, amountMinor, currency, cardLast4, reference, issuedAt, paidAt } = receipt
  return (
    <Paper withBorder p="lg" maw={640}>
      <Stack gap="lg">
        <Money minor={amountMinor} currency={currency} large />
        <Facts>
          <Fact name={text('receipt.payee')}>{userId === me.id ? me.name : <PersonName id={userId} />}</Fact>
          <Fact name={text('receipt.for')}>
            <DayText day={day} />
          </Fact>
          {cardLast4 && (
            <Fact name={text('field.card')}>
              <CardName last4={cardLast4} />
            </Fact>
          )}
          <Fact name={text('field.issued')}>
            <Moment at={issuedAt} />
          </Fact>
          <Fact name={text('field.paid')}>
            <Moment at={paidAt} />
          </Fact>
          {reference && (
            <Fact name={text('receipt.reference')}>
              <Text span ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
                {reference}
              </Text>
            </Fact>
          )}
          <Fact name={text('receipt.number')}>
            <Text span ff="monospace" size="sm" style={{ overflowWrap: 'anywhere' }}>
              {payoutId}
            </Text>
          </Fact>
        </Facts>
      </Stack>
    </Paper>
  )
}

/** The receipt of one payout, to be printed; a payout that was not paid has none. */
const ReceiptPage = () => {
  const text = useText()
  const id = useParam('id')
  const receipt = useRoute(billingRoutes.getPayoutReceipt, { params: { id } })
  return (
    <Page title={text('receipt.title')} actions={receipt.data && <PrintButton />}>
      <PageLink to="/payouts/$id" params={{ id }}>
        {text('receipt.back')}
      </PageLink>
      <Query of={receipt}>{(found) => <Receipt receipt={found} />}</Query>
    </Page>
  )
}

export default ReceiptPage
