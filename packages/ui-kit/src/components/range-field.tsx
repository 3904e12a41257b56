import { Group, SegmentedControl, Text } from '@mantine/core'
import type { Day } from '@popug/contracts/days.ts'
import { maxDays, type Range, type RangeChoice, type Span, spans } from '../app/range.ts'
import { useKitText } from '../i18n/text.ts'
import { DayField } from './day-field.tsx'

interface RangeFieldProps {
  readonly choice: RangeChoice
  readonly onChange: (change: Partial<RangeChoice>) => void
  /** What the choice comes to; null while it is not right. */
  readonly range: Range | null
  /** What a custom range begins with when it is first chosen. */
  readonly otherwise: Range
  readonly today: Day
  /** The most days of a custom range. */
  readonly most?: number
}

/** Which days are shown: the last seven, the last thirty, or from one day to another. */
export const RangeField = ({ choice, onChange, range, otherwise, today, most = maxDays }: RangeFieldProps) => {
  const text = useKitText()
  const choose = (span: Span): void => onChange(span === 'custom' ? { span, ...otherwise } : { span, from: '', to: '' })
  return (
    <Group align="flex-end" gap="sm">
      <SegmentedControl
        value={choice.span}
        onChange={(span) => choose(span as Span)}
        aria-label={text('range.which')}
        data={spans.map((span) => ({ value: span, label: text(`range.${span}`) }))}
      />
      {choice.span === 'custom' && (
        <>
          <DayField
            label={text('range.from')}
            value={choice.from}
            onChange={(from) => onChange({ from })}
            maxDate={today}
          />
          <DayField label={text('range.to')} value={choice.to} onChange={(to) => onChange({ to })} maxDate={today} />
          {!range && (
            <Text c="dimmed" size="sm" role="alert">
              {text('range.wrong', { count: most })}
            </Text>
          )}
        </>
      )}
    </Group>
  )
}
