import { addDays, type Day } from '@popug/contracts/days.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { longestStatement } from '@popug/contracts/statements.ts'

/** Refuses with `invalid` a range of days, both included, that ends before it begins or is longer than the longest statement. */
export const checkRange = ({ from, to }: { readonly from: Day; readonly to: Day }): void => {
  if (to < from) throw invalid('/query/to', 'range_turned', 'is before the first day')
  if (addDays(to, 1 - longestStatement) > from)
    throw invalid('/query/to', 'range_too_long', `is more than ${longestStatement} days after the first`, {
      limit: longestStatement,
    })
}
