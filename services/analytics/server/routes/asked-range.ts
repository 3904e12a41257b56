import type { Day } from '@popug/contracts/days.ts'
import { invalid } from '@popug/contracts/refusals.ts'

interface Asked {
  readonly from?: Day
  readonly to?: Day
}

/** The range of days that a request names; refuses one that ends before it begins. */
export const askedRange = ({ from, to }: Asked): Asked => {
  if (from !== undefined && to !== undefined && from > to)
    throw invalid('/query/from', 'range_turned', 'must not be after `to`')
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
}
