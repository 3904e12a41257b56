import type { Language } from '@popug/contracts/roles.ts'
import { useMemo } from 'react'
import { useLanguage } from './text.ts'

const units: readonly [unit: 'day' | 'hour' | 'minute' | 'second', size: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]

/** How long something took, in its two largest units: `3 days 4 hours`; what is under a second counts as one. */
export const durationIn = (language: Language): ((milliseconds: number) => string) => {
  const written = units.map(([unit, size]) => ({
    size,
    format: new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }),
  }))
  return (milliseconds) => {
    const first = written.findIndex(({ size }) => milliseconds >= size)
    const from = first < 0 ? written.length - 1 : first
    let left = Math.max(milliseconds, 1_000)
    const parts = written.slice(from, from + 2).map(({ size, format }) => {
      const count = Math.floor(left / size)
      left -= count * size
      return count > 0 ? format.format(count) : ''
    })
    return parts.filter(Boolean).join(' ')
  }
}

/** The same in the person's language. */
export const useDuration = (): ((milliseconds: number) => string) => {
  const language = useLanguage()
  return useMemo(() => durationIn(language), [language])
}
