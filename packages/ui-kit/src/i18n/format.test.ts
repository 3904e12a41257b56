import { describe, expect, it } from 'vitest'
import { formatIn } from './format.ts'

const en = formatIn('en')
const ru = formatIn('ru')
const now = Date.parse('2026-03-01T12:00:00.000Z')
const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString()

describe('relative time', () => {
  it.each([
    [3, 'now', 'сейчас'],
    [50, '50 seconds ago', '50 секунд назад'],
    [119, '1 minute ago', '1 минуту назад'],
    [3 * 3600, '3 hours ago', '3 часа назад'],
    [-2 * 3600, 'in 2 hours', 'через 2 часа'],
    [26 * 3600, 'yesterday', 'вчера'],
    [5 * 86400, '5 days ago', '5 дней назад'],
  ])('%d seconds ago', (seconds, english, russian) => {
    expect(en.relative(ago(seconds), now)).toBe(english)
    expect(ru.relative(ago(seconds), now)).toBe(russian)
  })

  it('is a date after a week', () => {
    expect(en.relative(ago(8 * 86400), now)).toBe('21 Feb 2026')
  })
})

describe('days and numbers', () => {
  it('write a day without moving it between time zones', () => {
    expect(en.day('1999-12-31')).toBe('Fri, 31 Dec 1999')
    expect(ru.day('1999-12-31')).toContain('31 дек. 1999')
  })

  it('leave the year out when it is this one', () => {
    const year = String(new Date().getFullYear())
    expect(en.day(`${year}-05-09`)).toContain('9 May')
    expect(en.day(`${year}-05-09`)).not.toContain(year)
  })

  it('use a true minus', () => {
    expect(en.number(-1234)).toBe('−1,234')
    expect(ru.percent(-0.05)).toBe('−5\u00a0%')
  })
})
