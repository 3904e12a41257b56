import { Group, Stack } from '@mantine/core'
import type { SlotContexts, SlotName } from '@popug/contracts/widgets.ts'
import type { ReactNode } from 'react'
import { useMe } from '../session/session.tsx'
import { useInstalled } from './installed.ts'
import { Quiet } from './quiet.tsx'
import { WidgetPlace } from './widget-place.tsx'

interface WidgetSlotProps<S extends SlotName> {
  readonly name: S
  readonly context: SlotContexts[S]
  /** What stands here while nobody has answered: what the page itself knows. */
  readonly fallback?: ReactNode
  /** How several answers stand: in a line, as in the cell of a table, or one below another. */
  readonly as?: 'line' | 'blocks'
}

/**
 * A place that other services fill with what they know: the page says what it is about and names nobody. Whoever answers is shown;
 * who is late, broken or of another version leaves its own place quiet, and the page whole.
 */
export const WidgetSlot = <S extends SlotName>({ name, context, fallback, as = 'line' }: WidgetSlotProps<S>) => {
  const { role } = useMe()
  const { answers, retry } = useInstalled(name, role)
  if (answers.length === 0 && !retry) return fallback
  const places = (
    <>
      {answers.length === 0 && fallback}
      {answers.map((answer) => (
        <WidgetPlace key={answer.module} answer={answer} context={context} />
      ))}
      {retry && <Quiet onRetry={retry} />}
    </>
  )
  return as === 'line' ? (
    <Group gap="xs" component="span" data-slot={name}>
      {places}
    </Group>
  ) : (
    <Stack gap="lg" data-slot={name}>
      {places}
    </Stack>
  )
}
