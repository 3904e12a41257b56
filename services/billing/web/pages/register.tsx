import { Alert, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import type { PayoutRegister } from '@popug/contracts/payout-registers.ts'
import {
  DayText,
  Empty,
  Fact,
  Facts,
  Icon,
  ListTable,
  Moment,
  Money,
  Page,
  PersonName,
  Query,
  useList,
  useMe,
  useParam,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { Closer } from '../parts/closer.tsx'
import { payoutColumns } from '../parts/payout-columns.tsx'
import { RegisterButtons } from '../parts/register-buttons.tsx'
import { RegisterBadge } from '../parts/register-status.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

const RegisterFacts = ({ register }: { readonly register: PayoutRegister }) => {
  const text = useText()
  const { status, day, closedBy, openedAt, decidedBy, decidedAt, reason, heldMinor, heldPayouts, currency } = register
  return (
    <Paper withBorder p="md" maw={520}>
      <Facts>
        <Fact name={text('field.status')}>
          <RegisterBadge status={status} />
        </Fact>
        <Fact name={text('field.day')}>
          <DayText day={day} />
        </Fact>
        <Fact name={text('register.closedBy')}>
          <Closer id={closedBy} />
        </Fact>
        <Fact name={text('register.openedAt')}>
          <Moment at={openedAt} />
        </Fact>
        {heldPayouts > 0 && (
          <Fact name={text('register.held', { count: heldPayouts })}>
            <Money minor={heldMinor} currency={currency} />
          </Fact>
        )}
        {decidedBy && decidedAt && (
          <Fact name={text('register.decidedBy')}>
            <PersonName id={decidedBy} /> · <Moment at={decidedAt} />
          </Fact>
        )}
        {reason && <Fact name={text('field.failure')}>{reason}</Fact>}
      </Facts>
    </Paper>
  )
}

const RegisterPayouts = ({ id }: { readonly id: string }) => {
  const text = useText()
  const asked = { query: { registerId: id, limit: 100 } }
  const payouts = useList(billingRoutes.listPayouts, asked, { keep: true, refetchInterval: 5_000 })
  const { person, day, amount, status, card } = payoutColumns(text)
  return (
    <Stack gap="sm" component="section" aria-label={text('report.payouts')}>
      <Title order={2}>{text('report.payouts')}</Title>
      <ListTable
        of={payouts}
        label={text('report.payouts')}
        columns={[day, person, amount, status, card]}
        rowKey={(payout) => payout.id}
        empty={<Empty title={text('report.none')} />}
      />
    </Stack>
  )
}

/** One register: what a second person agrees to, how much it comes to, and who decided. */
const RegisterPage = () => {
  const text = useText()
  const me = useMe()
  const id = useParam('id')
  const register = useRoute(billingRoutes.getPayoutRegister, { params: { id } }, { refetchInterval: 5_000 })
  return (
    <Page title={text('register.title')} actions={register.data && <RegisterButtons register={register.data} />}>
      <SectionLinks />
      <Query of={register}>
        {(found) => (
          <Stack gap="lg">
            {found.status === 'awaiting' && found.closedBy === me.id && (
              <Alert color="beak" icon={<Icon name="clock" />}>
                {text('register.own')}
              </Alert>
            )}
            <Group gap="xl" align="baseline">
              <Money minor={found.amountMinor} currency={found.currency} large />
              <Text c="dimmed">{text('report.total', { count: found.payouts })}</Text>
            </Group>
            <RegisterFacts register={found} />
            <RegisterPayouts id={id} />
          </Stack>
        )}
      </Query>
    </Page>
  )
}

export default RegisterPage
