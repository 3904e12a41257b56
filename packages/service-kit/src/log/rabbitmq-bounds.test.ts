import { expect, it } from 'vitest'
import { Window, within } from './rabbitmq-bounds.ts'

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** Enters one after another, and notes who is inside. */
const crowd = async (window: Window, sizes: readonly number[]) => {
  const inside: number[] = []
  const entering = sizes.map((bytes, index) => window.enter(bytes).then(() => void inside.push(index)))
  await turn()
  return { inside, entering }
}

it('admits no more than so many at a time, in the order in which they came', async () => {
  const window = new Window({ messages: 2, bytes: 1_000, line: 10 })
  const { inside } = await crowd(window, [1, 1, 1, 1])
  expect(inside).toEqual([0, 1])
  window.leave(1)
  await turn()
  expect(inside).toEqual([0, 1, 2])
})

it('admits no more while so many bytes are inside, but one of any size by itself', async () => {
  const window = new Window({ messages: 9, bytes: 10, line: 10 })
  const { inside } = await crowd(window, [50, 4, 4, 4])
  expect(inside).toEqual([0])
  window.leave(50)
  await turn()
  expect(inside).toEqual([0, 1, 2, 3])
})

it('turns away who finds the line full', async () => {
  const window = new Window({ messages: 1, bytes: 10, line: 2 })
  const { inside } = await crowd(window, [1, 1, 1])
  expect(inside).toEqual([0])
  await expect(window.enter(1)).rejects.toThrow('too many messages wait')
  window.leave(1)
  await turn()
  expect(inside).toEqual([0, 1])
})

it('waits for work that ends, however it ends, and no longer than told for work that does not', async () => {
  await within(60_000, Promise.resolve(1))
  await within(60_000, Promise.reject(new Error('it failed')))
  const begun = performance.now()
  await within(30, new Promise(() => undefined))
  expect(performance.now() - begun).toBeGreaterThan(25)
})
