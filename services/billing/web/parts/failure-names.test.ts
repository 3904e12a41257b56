import { expect, it } from 'vitest'
import en from '../../../../languages/en/billing.json' with { type: 'json' }
import ru from '../../../../languages/ru/billing.json' with { type: 'json' }

it('calls no two failures by one name', () => {
  for (const { failure } of [en, ru]) expect(new Set(Object.values(failure)).size).toBe(Object.keys(failure).length)
})
