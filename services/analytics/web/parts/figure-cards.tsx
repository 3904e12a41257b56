import { Card, SimpleGrid, Stack, Text } from '@mantine/core'
import type { DayStatistics } from '@popug/contracts/analytics.ts'
import { Money, NotKnownYet, useFormat, useText } from '@popug/ui-kit'
import type { ReactNode } from 'react'
import { totalsOf } from './figures.ts'
import { periodBefore, type Range } from './range.ts'

interface FigureProps {
  readonly name: string
  readonly children: ReactNode
  /** What it is compared with. */
  readonly note: ReactNode
}

const Figure = ({ name, children, note }: FigureProps) => (
  <Card withBorder component="section" aria-label={name}>
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="div" size="xl" fw={600} className="popug-figures">
        {children}
      </Text>
      <Text component="div" size="sm" c="dimmed">
        {note}
      </Text>
    </Stack>
  </Card>
)

interface FigureCardsProps {
  readonly days: readonly DayStatistics[]
  readonly range: Range
  /** How many performers are below zero today; undefined while that is not known. */
  readonly losers: number | undefined
  readonly currency: string
}

/** The range in three figures, each beside the period before: profit, closed tasks, today's losers. */
export const FigureCards = ({ days, range, losers, currency }: FigureCardsProps) => {
  const text = useText()
  const format = useFormat()
  const now = totalsOf(days, range)
  const before = totalsOf(days, periodBefore(range))
  const more = now.tasksClosed - before.tasksClosed
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
      <Figure
        name={text('profit')}
        note={
          <>
            {text('before')}: <Money minor={before.profitMinor} currency={currency} signed />
          </>
        }
      >
        <Money minor={now.profitMinor} currency={currency} signed large />
      </Figure>
      <Figure
        name={text('tasksClosed')}
        note={`${text('before')}: ${format.number(before.tasksClosed)} (${more > 0 ? '+' : ''}${format.number(more)})`}
      >
        {format.number(now.tasksClosed)}
      </Figure>
      <Figure name={text('losersToday')} note={text('losersNote')}>
        {losers === undefined ? <NotKnownYet /> : format.number(losers)}
      </Figure>
    </SimpleGrid>
  )
}
