import type { CloudEvent } from '@popug/contracts/events.ts'
import { expect, it } from 'vitest'
import { Buffer } from './buffer.ts'

const batch = (first: number, last: number) => ({
  topic: 'tasks' as const,
  epoch: 1,
  events: Array.from({ length: last - first + 1 }, (_, index) => ({ position: first + index }) as CloudEvent),
})
const nextAfter = (position: number, ...batches: ReturnType<typeof batch>[]): number[] => {
  const buffer = new Buffer()
  for (const one of batches) void buffer.add(one)
  return buffer.next({ epoch: 1, position }).map((event) => event.position)
}

it.each([
  ['what lies behind the checkpoint is passed over', 3, [batch(2, 5)], [4, 5]],
  ['batches that overlap are put together', 0, [batch(2, 4), batch(1, 3)], [1, 2, 3, 4]],
  ['nothing follows a hole', 2, [batch(4, 5)], []],
  ['a hole ends what follows', 2, [batch(3, 4), batch(6, 7)], [3, 4]],
  ['another epoch is not mixed in', 2, [{ ...batch(3, 4), epoch: 2 }], []],
] as const)('%s', (_, position, batches, positions) => {
  expect(nextAfter(position, ...batches)).toEqual(positions)
})
