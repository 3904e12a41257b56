import { SegmentedControl } from '@mantine/core'
import { type Period, periods } from '@popug/contracts/analytics.ts'
import { useText } from '@popug/ui-kit'

interface PeriodFieldProps {
  readonly label: string
  readonly value: Period
  readonly onChange: (period: Period) => void
  readonly size?: 'xs' | 'sm'
}

/** The period that the address names; the other where it names none that there is. */
export const periodNamed = (name: string, otherwise: Period): Period =>
  periods.find((known) => known === name) ?? otherwise

/** By days, weeks or months. */
export const PeriodField = ({ label, value, onChange, size = 'sm' }: PeriodFieldProps) => {
  const text = useText()
  return (
    <SegmentedControl
      size={size}
      value={value}
      onChange={(next) => onChange(next as Period)}
      aria-label={label}
      data={periods.map((period) => ({ value: period, label: text(`by.${period}`) }))}
    />
  )
}
