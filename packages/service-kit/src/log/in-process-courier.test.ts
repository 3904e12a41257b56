import { expect, it } from 'vitest'
import type { EventBatch } from './courier.ts'
import { inProcessCourier } from './in-process-courier.ts'

const batch = (topic: EventBatch['topic'] = 'tasks'): EventBatch => ({ topic, epoch: 1, events: [] })

it('hands a batch to every listener of its topic and to nobody else', async () => {
  const courier = inProcessCourier()
  const got: string[] = []
  await courier.subscribe('accounts', 'tasks', async ({ topic }) => void got.push(`accounts ${topic}`))
  await courier.subscribe('analytics', 'tasks', async ({ topic }) => void got.push(`analytics ${topic}`))
  await courier.subscribe('analytics', 'ledger', async ({ topic }) => void got.push(`ledger ${topic}`))
  await courier.publish([batch(), batch('payouts')])
  expect(got).toEqual(['accounts tasks', 'analytics tasks'])
})

it('holds a bounded number of batches for a listener that is slow, and drops the rest', async () => {
  const courier = inProcessCourier()
  const holding: (() => void)[] = []
  await courier.subscribe('accounts', 'tasks', () => new Promise<void>((resolve) => holding.push(resolve)))
  await courier.publish(Array.from({ length: 100 }, () => batch()))
  expect(holding).toHaveLength(64)
  for (const letGo of holding.splice(0, 10)) letGo()
  await Promise.resolve()
  await courier.publish(Array.from({ length: 100 }, () => batch()))
  expect(holding).toHaveLength(64)
})

it('goes on after a listener that rejects, and brings nothing to one that left', async () => {
  const courier = inProcessCourier()
  let got = 0
  const leave = await courier.subscribe('accounts', 'tasks', async () => {
    got += 1
    throw new Error('not now')
  })
  for (let count = 0; count < 70; count++) {
    await courier.publish([batch()])
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(got).toBe(70)
  await leave()
  await courier.publish([batch()])
  await courier.close()
  await courier.publish([batch()])
  expect(got).toBe(70)
})
