import { payoutIssued, taskAssigned } from '@popug/contracts/events.ts'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterEach, describe, expect, it } from 'vitest'
import { newId } from './ids.ts'
import { inProcessCourier } from './log/in-process-courier.ts'
import { logDb } from './log/tables.ts'
import { serviceActor } from './service/hear.ts'
import { openService, type RunningService } from './service/run-service.ts'
import type { AnyService } from './service/service.ts'
import { readInstallation } from './settings/installation.ts'
import { standingGauges } from './standing-gauges.ts'
import { refused, type SmallWorld, smallService } from './testing/small-service.ts'
import { startTestProgram, type TestProgram } from './testing/test-program.ts'
import { openTestDatabase } from './testing/test-store.ts'
import { until } from './testing/until.ts'

const assigned = (taskId = newId()) => ({
  assignmentId: newId(),
  taskId,
  userId: newId(),
  assignedAt: new Date(0).toISOString(),
  key: 'POP-1',
  title: 'A task',
})

/** What Prometheus would read of a service: each line's value by its name and labels. */
const readGauges = async (...services: RunningService[]): Promise<Record<string, number>> => {
  const registry = new Registry()
  await standingGauges(registry, services)()
  const lines = (await registry.metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    lines.map((line) => line.split(/ (?=[^ ]+$)/)).map(([name, value]) => [name, Number(value)]),
  )
}

const lag = 'popug_subscription_lag_events{service="accounts",topic="tasks"}'

describe('how a running service stands', () => {
  let program: TestProgram<SmallWorld>
  /** What the courier brings is applied before the speaker has been asked how much it has said. */
  const headKnown = () => until('the head is known', async () => lag in (await readGauges(program.service)))
  afterEach(async () => {
    refused.clear()
    await program.stop()
  })

  it('is told by topic: what was said, taken by the courier, applied and put aside', async () => {
    program = await startTestProgram(smallService)
    const poison = newId()
    refused.add(poison)
    await program.say(taskAssigned, assigned(), assigned(poison), assigned())
    await program.settled()
    const taken = 'popug_outbox_unpublished_events{service="accounts",topic="payouts"}'
    await until('the courier has everything', async () => (await readGauges(program.service))[taken] === 0)
    await headKnown()
    expect(await readGauges(program.service)).toEqual({
      'popug_database_up{service="accounts"}': 1,
      'popug_courier_up{service="accounts",kind="in-process"}': 1,
      'popug_topic_head{service="accounts",topic="ledger"}': 0,
      'popug_topic_head{service="accounts",topic="payouts"}': 2,
      'popug_topic_published{service="accounts",topic="ledger"}': 0,
      'popug_topic_published{service="accounts",topic="payouts"}': 2,
      'popug_outbox_unpublished_events{service="accounts",topic="ledger"}': 0,
      [taken]: 0,
      'popug_subscription_position{service="accounts",topic="tasks"}': 3,
      [lag]: 0,
      'popug_subscription_lag_seconds{service="accounts",topic="tasks"}': 0,
      'popug_dead_letters_parked{service="accounts",topic="tasks"}': 1,
      'popug_job_failures_total{service="accounts",name="relay"}': 0,
      'popug_job_failures_total{service="accounts",name="forget-idempotency-keys"}': 0,
    })
  })

  it('tells how far behind a subscription is, in events and in seconds', async () => {
    program = await startTestProgram(smallService)
    await program.say(taskAssigned, assigned(), assigned())
    await program.settled()
    await headKnown()
    program.clock.set(Date.now() + 90_000)
    // An epoch that the speaker has not reached: the subscription waits there.
    await logDb(program.database)
      .query.updateTable('checkpoints')
      .set({ position: 0, epoch: 9 })
      .where('topic', '=', 'tasks')
      .execute()
    const gauges = await readGauges(program.service)
    expect(gauges[lag]).toBe(2)
    expect(gauges['popug_subscription_lag_seconds{service="accounts",topic="tasks"}']).toBeGreaterThanOrEqual(89)
  })

  it('counts failures of jobs', async () => {
    let runs = 0
    const failing: AnyService = {
      ...smallService,
      jobs: [
        {
          name: 'fail',
          every: 1,
          run: async () => {
            runs += 1
            throw new Error('a bug')
          },
        },
      ],
    }
    program = await startTestProgram(failing)
    await until('it has failed twice', () => runs >= 3)
    const gauges = await readGauges(program.service)
    expect(gauges['popug_job_failures_total{service="accounts",name="fail"}']).toBeGreaterThanOrEqual(2)
  })
})

describe('a service that hears and says nothing yet', () => {
  const open = async (): Promise<RunningService> =>
    openService({
      definition: smallService,
      database: await openTestDatabase<object>(),
      settings: readInstallation({ SERVICE_SECRET: 's'.repeat(32) }),
      courier: { ...inProcessCourier(), state: () => 'down' },
      neighbours: { call: () => Promise.reject(new Error('nobody answers')) },
      clock: { now: Date.now },
      log: pino({ level: 'silent' }),
      owner: newId(),
    })

  it('tells what waits for the courier, and that it is away; not how far behind it is, which nobody knows', async () => {
    const service = await open()
    const asked = { actor: serviceActor('accounts'), correlationId: newId(), log: service.log }
    await service.open(asked).transaction(async ({ emit, now }) => {
      for (const payoutId of [newId(), newId(), newId()])
        emit(payoutIssued, {
          payoutId,
          userId: newId(),
          day: '2026-03-02',
          amountMinor: 5,
          currency: 'USD',
          issuedAt: new Date(now).toISOString(),
        })
    })
    const gauges = await readGauges(service)
    expect(gauges['popug_outbox_unpublished_events{service="accounts",topic="payouts"}']).toBe(3)
    expect(gauges['popug_courier_up{service="accounts",kind="in-process"}']).toBe(0)
    expect(Object.keys(gauges).filter((name) => name.includes('lag'))).toEqual([])
    await service.stop()
  })

  it('whose database is away says just that', async () => {
    const service = await open()
    const { database } = service
    const away = { ...service, database: { ...database, ping: () => Promise.reject(new Error('away')) } }
    expect(await readGauges(away)).toEqual({
      'popug_database_up{service="accounts"}': 0,
      'popug_courier_up{service="accounts",kind="in-process"}': 0,
    })
    await service.stop()
  })
})
