import { formatTag } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'
import { useMemo } from 'react'
import { useLanguage } from './text.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const thisMany: readonly [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number][] = [
  [minute, 'second', 1000],
  [hour, 'minute', minute],
  [day, 'hour', hour],
  [7 * day, 'day', day],
]

export interface Format {
  readonly number: (value: number) => string
  /** A share between 0 and 1. */
  readonly percent: (share: number) => string
  /** A business day `YYYY-MM-DD`: `Fri 21 Nov`, with the year where it is not this one. */
  readonly day: (day: string) => string
  /** A moment to the second, in the time zone of the person's device. */
  readonly exact: (at: string) => string
  /** How long ago (or ahead), and after a week the date. */
  readonly relative: (at: string, now?: number) => string
}

const dayOptions: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'short' }

/** Numbers, days and moments as a language writes them. */
export const formatIn = (language: Language): Format => {
  const tag = formatTag(language)
  const number = new Intl.NumberFormat(tag)
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 })
  const short = new Intl.DateTimeFormat(tag, { ...dayOptions, timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(tag, { ...dayOptions, year: 'numeric', timeZone: 'UTC' })
  const exact = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'medium' })
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' })
  return {
    number: (value) => number.format(value).replace('-', '−'),
    percent: (share) => percent.format(share).replace('-', '−'),
    day: (text) => {
      const thisYear = text.slice(0, 4) === String(new Date().getFullYear())
      return (thisYear ? short : long).format(new Date(`${text}T00:00:00Z`))
    },
    exact: (at) => exact.format(new Date(at)),
    relative: (at, now = Date.now()) => {
      const passed = new Date(at).getTime() - now
      const size = Math.abs(passed)
      if (size < 10_000) return relative.format(0, 'second')
      const fitting = thisMany.find(([limit]) => size < limit)
      return fitting ? relative.format(Math.trunc(passed / fitting[2]), fitting[1]) : date.format(new Date(at))
    },
  }
}

/** The same in the person's language. */
export const useFormat = (): Format => {
  const language = useLanguage()
  return useMemo(() => formatIn(language), [language])
}
