import { DatePickerInput, type DatePickerInputProps } from '@mantine/dates'
import type { Day } from '@popug/contracts/days.ts'

interface DayFieldProps
  extends Pick<DatePickerInputProps, 'minDate' | 'maxDate' | 'error' | 'required' | 'size' | 'w'> {
  readonly label: string
  /** `YYYY-MM-DD`, or empty. */
  readonly value: Day | ''
  readonly onChange: (day: Day | '') => void
  readonly clearable?: boolean
}

/** A field for a business day, with a calendar in the person's language. */
export const DayField = ({ value, onChange, clearable = false, ...rest }: DayFieldProps) => (
  <DatePickerInput
    {...rest}
    type="default"
    value={value || null}
    onChange={(day) => onChange(day ?? '')}
    clearable={clearable}
    valueFormat="D MMM YYYY"
    placeholder="—"
  />
)
