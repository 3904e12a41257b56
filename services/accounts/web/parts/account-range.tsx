import type { Day } from '@popug/contracts/days.ts'
import { type RangeChoice, RangeField, rangeOf, useUrlState } from '@popug/ui-kit'
import type { ReactNode } from 'react'
import { Earnings } from './earnings.tsx'
import { RowsByDay } from './rows-by-day.tsx'

const noChoice: RangeChoice = { span: '7', from: '', to: '' }

interface AccountRangeProps {
  readonly userId: string
  readonly today: Day
  /** What stands between what was earned and the rows behind it. */
  readonly children: ReactNode
}

/** One account over the range of days that the address names: what was earned, day by day, and the rows behind it. */
export const AccountRange = ({ userId, today, children }: AccountRangeProps) => {
  const [choice, setChoice] = useUrlState(noChoice)
  const range = rangeOf(choice, today)
  return (
    <>
      <RangeField
        choice={choice}
        onChange={setChoice}
        range={range}
        otherwise={range ?? rangeOf(noChoice, today) ?? { from: today, to: today }}
        today={today}
      />
      {range && <Earnings userId={userId} range={range} />}
      {children}
      {range && <RowsByDay userId={userId} range={range} />}
    </>
  )
}
