import { expect, it } from 'vitest'
import { batchOf } from '../testing/batches.ts'
import { upTo } from '../testing/random.ts'
import { courierContract } from './courier.contract.ts'
import { inProcessCourier } from './in-process-courier.ts'

courierContract({
  name: 'calls in the process',
  open: async () => {
    const courier = inProcessCourier()
    return { instance: async () => courier }
  },
  features: { atOnce: 64, brings: 'once' },
})

it('drops what a slow listener has no room for', async () => {
  const courier = inProcessCourier()
  const holding: (() => void)[] = []
  const offered: number[] = []
  await courier.subscribe('accounts', 'tasks', ({ events }) => {
    offered.push(events[0]?.position ?? 0)
    return new Promise<void>((resolve) => holding.push(resolve))
  })
  await courier.publish(upTo(100).map((position) => batchOf(position)))
  for (const letGo of holding.splice(0, 10)) letGo()
  await Promise.resolve()
  await courier.publish(upTo(100).map((position) => batchOf(100 + position)))
  expect(offered).toEqual([...upTo(64), ...upTo(10).map((position) => 100 + position)])
})

it('carries nothing once it is closed', async () => {
  const courier = inProcessCourier()
  let got = 0
  await courier.subscribe('accounts', 'tasks', async () => {
    got += 1
  })
  await courier.close()
  await courier.publish([batchOf(1)])
  expect(got).toBe(0)
})
