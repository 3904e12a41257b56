import { Button, Group } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { isDay, monthStart } from '@popug/contracts/days.ts'
import type { Statement } from '@popug/contracts/statements.ts'
import {
  DayField,
  DownloadButton,
  download,
  Money,
  Page,
  Query,
  shortId,
  useMe,
  useParam,
  usePersonById,
  useRoute,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { Figure, Figures } from '../parts/figures.tsx'
import { StatementDays } from '../parts/statement-days.tsx'

const Totals = ({ of }: { readonly of: Statement }) => {
  const text = useText()
  const figures = [
    [text('statement.opening'), of.openingMinor],
    [text('fees'), -of.feesMinor],
    [text('rewards'), of.rewardsMinor],
    [text('paidOut'), -of.paidOutMinor],
    [text('other'), of.otherMinor],
    [text('statement.closing'), of.closingMinor],
  ] as const
  return (
    <Figures>
      {figures.map(([label, minor]) => (
        <Figure key={label} label={label}>
          <Money minor={minor} currency={of.currency} />
        </Figure>
      ))}
    </Figures>
  )
}

const Actions = ({ userId, from, to }: { readonly userId: string; readonly from: string; readonly to: string }) => {
  const text = useText()
  const save = () =>
    download(accountRoutes.getStatement, `statement-${from}-${to}.csv`, { params: { userId }, query: { from, to } })
  return (
    <>
      <DownloadButton save={save}>{text('rows.csv')}</DownloadButton>
      <Button variant="default" onClick={() => window.print()}>
        {text('statement.print')}
      </Button>
    </>
  )
}

/** The month of the business day it is now, unless the address names another period. */
const usePeriod = (today: string | undefined) => {
  const [{ from: first, to: last }, set] = useUrlState({ from: '', to: '' })
  const to = isDay(last) ? last : (today ?? '')
  const from = isDay(first) ? first : to && monthStart(to)
  return { from, to, set }
}

/** An account over a period that opens and closes right, to look at, to print, and for a spreadsheet. */
const StatementPage = () => {
  const text = useText()
  const me = useMe()
  const userId = useParam('userId')
  const person = usePersonById(userId)
  const account = useRoute(accountRoutes.getAccount, { params: { userId } })
  const { from, to, set } = usePeriod(account.data?.today.day)
  const name = userId === me.id ? me.name : (person.data?.name ?? shortId(userId))
  const statement = useRoute(
    accountRoutes.getStatement,
    { params: { userId }, query: { from, to } },
    { enabled: to !== '', keep: true },
  )
  return (
    <Page
      title={text('statement.title', { name })}
      actions={to !== '' && <Actions userId={userId} from={from} to={to} />}
    >
      <Group align="flex-end" gap="sm">
        <DayField
          label={text('statement.from')}
          value={from}
          onChange={(next) => set({ from: next, ...(to && next > to ? { to: next } : {}) })}
        />
        <DayField
          label={text('statement.to')}
          value={to}
          onChange={(next) => set({ to: next, from: next < from ? next : from })}
        />
      </Group>
      <Query of={account}>
        {() => (
          <Query of={statement}>
            {(found) => (
              <>
                <Totals of={found} />
                <StatementDays of={found} />
              </>
            )}
          </Query>
        )}
      </Query>
    </Page>
  )
}
export default StatementPage
