import { closingTimeBounds } from '@popug/contracts/analytics.ts'
import { expect, it } from 'vitest'
import { noTimes, times } from '../testing/samples.ts'
import { boundIn, durationIn, meanIn } from './durations.ts'

it.each([
  [0, '0 min'],
  [20_000, '0.3 min'],
  [5_400_000, '1.5 hr'],
  [86_400_000, '1 day'],
])('%i ms are %s', (ms, text) => expect(durationIn('en', ms)).toBe(text))

it('every bound of the histogram is a round number of a unit', () => {
  const texts = closingTimeBounds.map((bound) => durationIn('en', bound))
  expect(texts.join(', ')).toBe('5 min, 15 min, 30 min, 1 hr, 2 hr, 4 hr, 8 hr, 1 day, 2 days, 7 days, 30 days')
})

it('a mean is exact, a median a bound, and nothing is a dash', () => {
  expect(meanIn('en', times)).toBe('2.1 hr')
  expect(boundIn('en', times, times.medianUpToMs)).toBe('≤ 15 min')
  expect(boundIn('en', times, null)).toBe('> 30 days')
  expect([meanIn('ru', noTimes), boundIn('ru', noTimes, null)]).toEqual(['—', '—'])
})
