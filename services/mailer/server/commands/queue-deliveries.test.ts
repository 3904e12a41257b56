import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { MailerProgram } from '../testing/mailer-program.ts'
import { startMailer, TestAuth } from '../testing/mailer-program.ts'
import { logOf, tell } from '../testing/webhook-program.ts'
import { removeWebhook } from './change-webhook.ts'
import { forgetDeliveries } from './forget-deliveries.ts'
import { queueDeliveries } from './queue-deliveries.ts'

const day = 24 * 60 * 60_000
let program: MailerProgram
beforeEach(async () => {
  program = await startMailer(new TestAuth(), { jobsByTime: false, env: { WEBHOOK_ADDRESSES: 'any' } })
})
afterEach(() => program.stop())

const closed = (at: number) => ({ id: newId(at), type: 'task.closed.v1', source: '/tasks', at, data: {} }) as const
const queue = (...events: ReturnType<typeof closed>[]) =>
  program.session().transaction((ctx) => queueDeliveries(ctx, events))

it('an event that is heard twice is queued once', async () => {
  const { id } = await tell(program, 'http://localhost:1/')
  const events = [closed(program.clock.now()), closed(program.clock.now())]
  await queue(...events)
  await queue(...events)
  expect(await logOf(program, id)).toHaveLength(2)
})

it('what was said before the webhook was made, or so long ago that nobody remembers, is not told', async () => {
  const made = program.clock.now()
  const { id } = await tell(program, 'http://localhost:1/')
  await queue(closed(made - 1))
  program.clock.set(made + 30 * day)
  await queue(closed(made))
  expect(await logOf(program, id)).toEqual([])
  await queue(closed(made + 1))
  expect(await logOf(program, id)).toHaveLength(1)
})

it('deliveries are forgotten after thirty days, and with their webhook, in bounded steps', async () => {
  const [kept, gone] = [await tell(program, 'http://localhost:1/'), await tell(program, 'http://localhost:1/')]
  await queue(...Array.from({ length: 6 }, () => closed(program.clock.now())))
  program.clock.set(program.clock.now() + 20 * day)
  await queue(closed(program.clock.now()))
  const forget = () => program.session().transaction((ctx) => forgetDeliveries(ctx, { limit: 4 }))
  const rows = async () => (await program.database.query.selectFrom('webhookDeliveries').select('id').execute()).length
  expect(await forget()).toBe(false)
  expect(await rows()).toBe(14)
  await program.session().transaction((ctx) => removeWebhook(ctx, { id: gone.id }))
  expect(await forget()).toBe(true)
  expect(await rows()).toBe(10)
  await until('those of the removed one are gone', async () => !(await forget()))
  expect(await rows()).toBe(7)
  program.clock.set(program.clock.now() + 11 * day)
  await until('the old ones are gone', async () => !(await forget()))
  expect(await logOf(program, kept.id)).toHaveLength(1)
})
