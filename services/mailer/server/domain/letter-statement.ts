import { formatMoney } from '@popug/contracts/money.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { DayStatement } from '@popug/contracts/statements.ts'
import { fill, textsIn } from './letter-texts.ts'

/** A day's statement ready to be read. */
export interface StatementText {
  readonly title: string
  /** Amounts as they change the balance; a result is what the lines above it come to. */
  readonly lines: readonly { readonly label: string; readonly amount: string; readonly isResult: boolean }[]
}

/** Whether a statement is the one that a payout of this amount came out of: its figures add up, and the payout is in it. */
export const fitsPayout = (statement: Omit<DayStatement, 'userId'>, amountMinor: number): boolean => {
  const { openingMinor, feesMinor, rewardsMinor, otherMinor, paidOutMinor, closingMinor } = statement
  return (
    paidOutMinor === amountMinor && openingMinor - feesMinor + rewardsMinor + otherMinor - paidOutMinor === closingMinor
  )
}

/** Writes a day's statement; corrections and returns only where there were any. */
export const writeStatement = (
  { openingMinor, feesMinor, rewardsMinor, otherMinor, paidOutMinor, closingMinor }: Omit<DayStatement, 'userId'>,
  { currency, language, day }: { currency: string; language: Language; day: string },
): StatementText => {
  const text = textsIn(language).statement
  const line = (label: string, minor: number, isResult = false) => ({
    label,
    amount: formatMoney(minor, currency, language),
    isResult,
  })
  return {
    title: fill(text.title, { day }),
    lines: [
      line(text.opening, openingMinor),
      // A difference, because minus zero is written with a minus.
      line(text.fees, 0 - feesMinor),
      line(text.rewards, rewardsMinor),
      ...(otherMinor === 0 ? [] : [line(text.other, otherMinor)]),
      line(text.payout, 0 - paidOutMinor),
      line(text.closing, closingMinor, true),
    ],
  }
}
