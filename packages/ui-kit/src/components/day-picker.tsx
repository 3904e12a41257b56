import type { InputWrapperProps } from '@mantine/core'
import { DatePickerInput, DatesProvider } from '@mantine/dates'
import type { Day } from '@popug/contracts/days.ts'
import { useMemo } from 'react'
import { calendarWords } from '../i18n/calendar-words.ts'
import { useKitText, useLanguage } from '../i18n/text.ts'
import '@mantine/dates/styles.css'

export interface DayFieldProps extends Pick<InputWrapperProps, 'error' | 'required' | 'w'> {
  readonly label: string
  /** `YYYY-MM-DD`, or empty. */
  readonly value: Day | ''
  readonly onChange: (day: Day | '') => void
  readonly clearable?: boolean
  readonly minDate?: Day | Date
  readonly maxDate?: Day | Date
  readonly size?: 'xs' | 'sm'
}

/** The field with its calendar, in a file of its own: a first page that asks for no day does not fetch it. */
const DayPicker = ({ value, onChange, clearable = false, ...rest }: DayFieldProps) => {
  const text = useKitText()
  const language = useLanguage()
  const locale = useMemo(() => calendarWords(language), [language])
  return (
    <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>
      <DatePickerInput
        {...rest}
        // As wide as a day is, with none in it too.
        miw={130}
        type="default"
        value={value || null}
        onChange={(day) => onChange(day ?? '')}
        clearable={clearable}
        clearButtonProps={{ 'aria-label': text('clear') }}
        valueFormat="D MMM YYYY"
        placeholder="—"
      />
    </DatesProvider>
  )
}
export default DayPicker
