import { Moment } from '@popug/contracts/days.ts'
import { expect, it } from 'vitest'
import { compileSchema } from './validation.ts'

it('takes a moment for one whatever came before it', () => {
  const fits = compileSchema(Moment)
  const good = '2026-02-28T12:00:00.000Z'
  const bad = ['2026-02-30T12:00:00.000Z', 'yesterday', '', '2026-02-28 12:00', 28]
  for (const text of [good, ...bad, good, good, ...bad, '2024-02-29T23:59:59Z', ...bad])
    expect({ text, fits: fits(text) }).toEqual({ text, fits: !bad.includes(text) })
})
