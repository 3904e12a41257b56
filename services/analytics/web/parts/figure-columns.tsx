import type { ClosingTimes } from '@popug/contracts/analytics.ts'
import { type Column, useFormat, useLanguage, useText } from '@popug/ui-kit'
import { boundIn, meanIn } from './durations.ts'

type Work = { readonly tasksAssigned: number; readonly tasksClosed: number; readonly closingTimes: ClosingTimes }

/** The columns of tasks and of how long they took, the same for periods and for performers. */
export const useWorkColumns = (): Column<Work>[] => {
  const text = useText()
  const format = useFormat()
  const language = useLanguage()
  return [
    { key: 'assigned', title: text('tasksAssigned'), end: true, cell: (row) => format.number(row.tasksAssigned) },
    { key: 'closed', title: text('tasksClosed'), end: true, cell: (row) => format.number(row.tasksClosed) },
    { key: 'mean', title: text('meanTime'), end: true, cell: ({ closingTimes }) => meanIn(language, closingTimes) },
    {
      key: 'median',
      title: text('medianTime'),
      end: true,
      wideOnly: true,
      cell: ({ closingTimes }) => boundIn(language, closingTimes, closingTimes.medianUpToMs),
    },
    {
      key: 'ninetieth',
      title: text('ninetiethTime'),
      end: true,
      wideOnly: true,
      cell: ({ closingTimes }) => boundIn(language, closingTimes, closingTimes.ninetiethUpToMs),
    },
  ]
}
