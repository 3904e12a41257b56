import { formatTag } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'
import dayjs from 'dayjs'

const days = Array.from({ length: 7 }, (_, index) => new Date(Date.UTC(2023, 0, 1 + index)))
const months = Array.from({ length: 12 }, (_, index) => new Date(Date.UTC(2023, index, 15)))

const part = (tag: string, options: Intl.DateTimeFormatOptions, type: 'month' | 'weekday'): ((at: Date) => string) => {
  const format = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
  return (at) => format.formatToParts(at).find((found) => found.type === type)?.value ?? ''
}

/** A month stands beside its day in another case than alone: 5 мая, but май. */
const besideDay = /D[oD]?(\[[^[\]]*\]|\s)+MMMM?/

/** Tells the calendar the names of months and days in a language, as `Intl` has them, and answers by which name it knows them. */
export const calendarWords = (language: Language): string => {
  const tag = formatTag(language)
  const named = (length: 'long' | 'short') => {
    const alone = months.map(part(tag, { month: length }, 'month'))
    const beside = months.map(part(tag, { day: 'numeric', month: length }, 'month'))
    return (at: dayjs.Dayjs, format: string): string => (besideDay.test(format) ? beside : alone)[at.month()] ?? ''
  }
  const weekdays = (length: 'long' | 'short') => days.map(part(tag, { weekday: length }, 'weekday'))
  const words = {
    name: `popug-${language}`,
    weekStart: 1,
    months: named('long'),
    monthsShort: named('short'),
    weekdays: weekdays('long'),
    weekdaysShort: weekdays('short'),
    weekdaysMin: weekdays('short').map((day) => day.slice(0, 2)),
    ordinal: (day: number) => `${day}`,
    formats: {},
    relativeTime: {},
  }
  dayjs.locale(words as unknown as Exclude<Parameters<typeof dayjs.locale>[0], string>, undefined, true)
  return words.name
}
