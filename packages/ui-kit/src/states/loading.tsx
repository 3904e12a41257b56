import { Box, Card, Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'
import { FigureCards } from '../components/figure-card.tsx'
import { useKitText } from '../i18n/text.ts'

interface LoadingProps {
  /** The shape of what comes: rows, figures with their names above them, a chart, cards of figures above a chart, or lines of text. */
  readonly shape?: 'rows' | 'figure' | 'chart' | 'overview' | 'text'
  readonly count?: number
}

const shares = [96, 88, 100, 72, 92]
/** Heights in percent of the chart's, as bars of a week stand. */
const week = [45, 70, 30, 85, 60, 40, 95]

const lines = (count: number, height: number): ReactNode[] =>
  Array.from({ length: count }, (_, line) => (
    <Skeleton key={`line-${String(line)}`} height={height} width={`${String(shares[line % shares.length])}%`} />
  ))

const bars = (count: number): ReactNode => (
  <Group h={260} align="flex-end" justify="space-around" wrap="nowrap" px="md">
    {Array.from({ length: count }, (_, bar) => (
      <Skeleton key={`bar-${String(bar)}`} height={`${String(week[bar % week.length])}%`} width={28} />
    ))}
  </Group>
)

const shapes = {
  rows: (count: number) => <Stack gap={16}>{lines(count, 24)}</Stack>,
  text: (count: number) => <Stack gap="xs">{lines(count, 14)}</Stack>,
  figure: (count: number) => (
    <Group gap="xl">
      {Array.from({ length: count }, (_, figure) => (
        <Stack key={`figure-${String(figure)}`} gap="xs">
          <Skeleton height={12} width={88} />
          <Skeleton height={36} width={160} />
        </Stack>
      ))}
    </Group>
  ),
  chart: bars,
  overview: (count: number) => (
    <Stack gap="xl">
      <FigureCards>
        {Array.from({ length: count }, (_, card) => (
          <Card withBorder key={`card-${String(card)}`}>
            <Stack gap="sm">
              <Skeleton height={12} width={88} />
              <Skeleton height={28} width={120} />
              <Skeleton height={12} width={104} />
            </Stack>
          </Card>
        ))}
      </FigureCards>
      {bars(week.length)}
    </Stack>
  ),
} as const

const counts = { rows: 6, text: 6, figure: 1, chart: 7, overview: 3 }

/** Skeletons in the shape of what comes. */
export const Loading = ({ shape = 'rows', count = counts[shape] }: LoadingProps) => {
  const text = useKitText()
  return (
    <Box role="status">
      <VisuallyHidden>{text('loading')}</VisuallyHidden>
      <div aria-hidden="true">{shapes[shape](count)}</div>
    </Box>
  )
}
