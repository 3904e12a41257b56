import dayjs from 'dayjs'
import 'dayjs/locale/ru'
import { expect, it } from 'vitest'
import { calendarWords } from './calendar-words.ts'

const months = Array.from({ length: 12 }, (_, month) => dayjs('2026-01-15').month(month))
const week = Array.from({ length: 7 }, (_, day) => dayjs('2026-03-01').add(day, 'day'))

it.each(['D MMMM YYYY', 'MMMM YYYY'])('names months as the calendar’s own Russian does: %s', (format) => {
  const locale = calendarWords('ru')
  expect(months.map((month) => month.locale(locale).format(format))).toEqual(
    months.map((month) => month.locale('ru').format(format)),
  )
})

it('names the days of the week', () => {
  expect(week.map((day) => day.locale(calendarWords('ru')).format('dd'))).toEqual(
    week.map((day) => day.locale('ru').format('dd')),
  )
  expect(week.map((day) => day.locale(calendarWords('en')).format('dd dddd')).slice(0, 2)).toEqual([
    'Su Sunday',
    'Mo Monday',
  ])
  expect(dayjs('2026-05-09').locale(calendarWords('en')).format('D MMM YYYY')).toBe('9 May 2026')
})
