import { DayText } from '@popug/ui-kit'

/** A period as people write it: its one day, or its first and last. */
export const PeriodName = ({ from, to }: { readonly from: string; readonly to: string }) =>
  from === to ? (
    <DayText day={from} />
  ) : (
    <>
      <DayText day={from} /> – <DayText day={to} />
    </>
  )
