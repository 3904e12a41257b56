import type { Day } from '@popug/contracts/days.ts'
import { type Column, DayText, PageLink } from '@popug/ui-kit'

/** The column that names a row by its day, with the way to that day's page. */
export const dayColumn = (title: string): Column<{ readonly day: Day }> => ({
  key: 'day',
  title,
  main: true,
  cell: ({ day }) => (
    <PageLink to="/days/$day" params={{ day }}>
      <DayText day={day} />
    </PageLink>
  ),
})
