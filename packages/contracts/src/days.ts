import { Type } from 'typebox'

/** A calendar day `YYYY-MM-DD` in the business time zone. */
export const Day = Type.String({ format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'YYYY-MM-DD' })
export type Day = string

/** A moment, ISO 8601 in UTC with milliseconds. */
export const Moment = Type.String({ format: 'date-time', description: 'ISO 8601 in UTC' })

/** The moment that was written last: a batch says the same one a thousand times. */
let written = { at: Number.NaN, text: '' }

/** Epoch milliseconds to the wire's form. */
export const moment = (at: number): string => {
  if (at !== written.at) written = { at, text: new Date(at).toISOString() }
  return written.text
}

/** The same for a moment that may not have come yet. */
export const momentOrNull = (at: number | null): string | null => (at === null ? null : moment(at))

const formats = new Map<string, Intl.DateTimeFormat>()
const formatFor = (timeZone: string): Intl.DateTimeFormat => {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    formats.set(timeZone, format)
  }
  return format
}

/** The business day that a moment (epoch milliseconds) falls on. */
export const dayOf = (at: number, timeZone: string): Day => formatFor(timeZone).format(at)

/** The day so many days later (or earlier, when negative). */
export const addDays = (day: Day, days: number): Day => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The Monday of the ISO 8601 week that a day belongs to. */
export const weekStart = (day: Day): Day => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** The first day of a day's month. */
export const monthStart = (day: Day): Day => `${day.slice(0, 7)}-01`

/** The last day of a day's month. */
export const monthEnd = (day: Day): Day => addDays(monthStart(addDays(monthStart(day), 31)), -1)

/** Whether a string names a real day of the calendar. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text
