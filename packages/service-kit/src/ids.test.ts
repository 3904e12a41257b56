import { Id, idTime } from '@popug/contracts/ids.ts'
import { expect, it, vi } from 'vitest'

const fresh = async () => {
  vi.resetModules()
  return (await import('./ids.ts')).newId
}

it('ids have the shape of RFC 9562, version 7', async () => {
  const newId = await fresh()
  const shape = new RegExp((Id as { pattern?: string }).pattern ?? 'a pattern')
  for (let count = 0; count < 2_000; count++) expect(newId()).toMatch(shape)
})

it('an id tells the moment it was made', async () => {
  const newId = await fresh()
  for (const moment of [0, 1, 1_767_225_600_000, 2 ** 48 - 1]) expect(idTime(newId(moment))).toBe(moment)
})

it('ids of one millisecond keep their order, more than the counter holds of them too', async () => {
  const newId = await fresh()
  const ids = Array.from({ length: 10_000 }, () => newId(5_000))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(idTime(ids.at(-1)!)).toBe(5_002)
})

it('ids do not go back when the clock does', async () => {
  const newId = await fresh()
  const ids = [9_000, 8_000, 9_000, 100, 9_001].map((now) => newId(now))
  expect([...ids].sort()).toEqual(ids)
})

it('ids of different processes differ', async () => {
  const [one, other] = [await fresh(), await fresh()]
  const ids = Array.from({ length: 1_000 }, () => [one(7), other(7)]).flat()
  expect(new Set(ids).size).toBe(2_000)
})
