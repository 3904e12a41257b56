import { accountRoutes } from '@popug/contracts/accounts.ts'
import { formatMoney } from '@popug/contracts/money.ts'
import type { Statement } from '@popug/contracts/statements.ts'
import {
  Against,
  amountsByDay,
  BarsByDay,
  FigureCard,
  FigureCards,
  Loading,
  Money,
  periodBefore,
  Query,
  type Range,
  useLanguage,
  useRoute,
  useText,
} from '@popug/ui-kit'
import type { ReactNode } from 'react'

const earnedIn = ({ rewardsMinor, feesMinor }: Statement): number => rewardsMinor - feesMinor

interface SumsProps {
  readonly of: Statement
  /** The period before; undefined while it is not known. */
  readonly before: Statement | undefined
}

/** What the days came to in money earned and paid out, each against the period before. */
const Sums = ({ of, before }: SumsProps) => {
  const text = useText()
  const language = useLanguage()
  const { currency } = of
  const show = (minor: number) => formatMoney(minor, currency, language)
  const against = (now: number, was: number | undefined, amount: ReactNode): ReactNode =>
    was !== undefined && <Against name={text('company.before')} was={amount} now={now} before={was} show={show} />
  const [now, was] = [earnedIn(of), before && earnedIn(before)]
  return (
    <FigureCards>
      <FigureCard
        name={text('mine.earnedInDays')}
        note={against(now, was, <Money minor={was ?? 0} currency={currency} signed />)}
      >
        <Money minor={now} currency={currency} signed />
      </FigureCard>
      <FigureCard
        name={text('mine.paidInDays')}
        note={against(
          of.paidOutMinor,
          before?.paidOutMinor,
          <Money minor={before?.paidOutMinor ?? 0} currency={currency} />,
        )}
      >
        <Money minor={of.paidOutMinor} currency={currency} />
      </FigureCard>
    </FigureCards>
  )
}

/** What a person earned in a range of days: in sums, and day by day as bars, against the period before. */
export const Earnings = ({ userId, range }: { readonly userId: string; readonly range: Range }) => {
  const text = useText()
  const ask = { keep: true, refetchInterval: 15_000 }
  const params = { userId }
  const found = useRoute(accountRoutes.getStatement, { params, query: { ...range } }, ask)
  const before = useRoute(accountRoutes.getStatement, { params, query: periodBefore(range) }, ask)
  return (
    <Query of={found} loading={<Loading shape="overview" count={2} />}>
      {(of) => {
        const days = [...(before.data?.days ?? []), ...of.days]
        return (
          <>
            <Sums of={of} before={before.data} />
            <BarsByDay
              title={text('mine.earnedByDay')}
              amount={text('earned')}
              {...(before.data && { before: text('company.before') })}
              currency={of.currency}
              days={amountsByDay(new Map(days.map(({ day, earnedMinor }) => [day, earnedMinor])), range)}
            />
          </>
        )
      }}
    </Query>
  )
}
