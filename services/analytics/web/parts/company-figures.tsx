import type { DayStatistics } from '@popug/contracts/analytics.ts'
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
  useText,
} from '@popug/ui-kit'
import { totalsOf } from './figures.ts'

interface CompanyFiguresProps {
  readonly days: readonly DayStatistics[]
  readonly range: Range
  readonly today: Day
  /** Today and yesterday, whatever the range; undefined while they are not known. */
  readonly lately: readonly DayStatistics[] | undefined
  readonly currency: string
}

/** The range in three figures, each against what was before: profit, closed tasks, today's losers. */
export const CompanyFigures = ({ days, range, today, lately, currency }: CompanyFiguresProps) => {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  const now = totalsOf(days, range)
  const before = totalsOf(days, periodBefore(range))
  const losersOn = (day: Day): number => lately?.find((one) => one.day === day)?.losers ?? 0
  const [losers, losersBefore] = [losersOn(today), losersOn(addDays(today, -1))]
  const money = (minor: number) => formatMoney(minor, currency, language)
  return (
    <FigureCards>
      <FigureCard
        name={text('profit')}
        note={
          <Against
            name={text('before')}
            was={<Money minor={before.profitMinor} currency={currency} signed />}
            now={now.profitMinor}
            before={before.profitMinor}
            show={money}
          />
        }
      >
        <Money minor={now.profitMinor} currency={currency} signed large />
      </FigureCard>
      <FigureCard
        name={text('tasksClosed')}
        note={
          <Against
            name={text('before')}
            was={format.number(before.tasksClosed)}
            now={now.tasksClosed}
            before={before.tasksClosed}
            show={format.number}
          />
        }
      >
        {format.number(now.tasksClosed)}
      </FigureCard>
      <FigureCard
        name={text('losersToday')}
        note={
          lately && (
            <Against
              name={text('dayBefore')}
              was={format.number(losersBefore)}
              now={losers}
              before={losersBefore}
              show={format.number}
              good="less"
            />
          )
        }
      >
        {lately ? format.number(losers) : <NotKnownYet />}
      </FigureCard>
    </FigureCards>
  )
}
