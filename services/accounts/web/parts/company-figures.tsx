import { accountRoutes, type DayTotals } from '@popug/contracts/accounts.ts'
import { addDays, type Day } from '@popug/contracts/days.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import {
  Against,
  FigureCard,
  FigureCards,
  Money,
  NotKnownYet,
  periodBefore,
  type Range,
  useFormat,
  useLanguage,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { profitOf } from './profit.ts'

interface CompanyFiguresProps {
  /** The days of the range and of the period before. */
  readonly days: readonly DayTotals[]
  readonly range: Range
  readonly today: Day
  readonly currency: string
}

/** What all debtors owe together as today would leave it. */
const Debts = ({ today }: { readonly today: Day }) => {
  const text = useText()
  const register = useRoute(accountRoutes.getDayRegister, { params: { day: today } }, { refetchInterval: 15_000 })
  const known = register.data
  return (
    <FigureCard
      name={text('company.debts')}
      note={
        known &&
        (known.debtors > 0 ? text('company.debtorsCount', { count: known.debtors }) : text('company.noDebtors'))
      }
    >
      {known ? <Money minor={known.debtsMinor} currency={known.currency} /> : <NotKnownYet />}
    </FigureCard>
  )
}

/** The company in four figures: profit today and of the range, who is in the red today, and what is owed. */
export const CompanyFigures = ({ days, range, today, currency }: CompanyFiguresProps) => {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const yesterday = addDays(today, -1)
  const lately = useRoute(
    accountRoutes.listDays,
    { query: { from: yesterday, to: today } },
    { refetchInterval: 15_000 },
  )
  const on = (day: Day) => lately.data?.items.find((one) => one.day === day)
  const [profit, profitBefore] = [on(today)?.profitMinor ?? 0, on(yesterday)?.profitMinor ?? 0]
  const [losers, losersBefore] = [on(today)?.losers ?? 0, on(yesterday)?.losers ?? 0]
  const [whole, wholeBefore] = [profitOf(days, range), profitOf(days, periodBefore(range))]
  const money = (minor: number) => formatMoney(minor, currency, language)
  const amount = (minor: number) => <Money minor={minor} currency={currency} signed />
  return (
    <FigureCards>
      <FigureCard
        name={text('company.profitToday')}
        note={
          lately.data && (
            <Against
              name={text('company.yesterday')}
              was={amount(profitBefore)}
              now={profit}
              before={profitBefore}
              show={money}
            />
          )
        }
      >
        {lately.data ? <Money minor={profit} currency={currency} signed large /> : <NotKnownYet />}
      </FigureCard>
      <FigureCard
        name={text('company.profitOfDays')}
        note={
          <Against
            name={text('company.before')}
            was={amount(wholeBefore)}
            now={whole}
            before={wholeBefore}
            show={money}
          />
        }
      >
        <Money minor={whole} currency={currency} signed />
      </FigureCard>
      <FigureCard
        name={text('company.losersToday')}
        note={
          lately.data && (
            <Against
              name={text('company.yesterday')}
              was={format.number(losersBefore)}
              now={losers}
              before={losersBefore}
              show={format.number}
              good="less"
            />
          )
        }
      >
        {lately.data ? format.number(losers) : <NotKnownYet />}
      </FigureCard>
      <Debts today={today} />
    </FigureCards>
  )
}
