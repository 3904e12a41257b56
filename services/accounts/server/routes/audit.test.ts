import { accountRoutes } from '@popug/contracts/accounts.ts'
import { newId, systemActorId } from '@popug/service-kit'
import { audited, startTestProgram, type TestProgram } from '@popug/service-kit/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { closeDays } from '../jobs/close-days.ts'
import { accountsService } from '../service.ts'
import type { AccountsWorld } from '../world.ts'

let program: TestProgram<AccountsWorld>
beforeEach(async () => {
  const now = Date.parse('2026-03-02T12:00:00Z')
  program = await startTestProgram(accountsService, { now, jobsByTime: false })
})
afterEach(() => program.stop())

it('who corrected which balance by how much and why is known', async () => {
  const accountant = program.as('accountant')
  const userId = newId()
  const body = { userId, amountMinor: -250, reason: 'the feeder was counted twice' }
  const { body: row } = await accountant.call(accountRoutes.createCorrection, { body })
  expect(await audited(program)).toContainEqual({
    actorId: accountant.id,
    action: 'balance.corrected',
    subject: userId,
    detail: { transactionId: row.id, amountMinor: -250, reason: body.reason, day: '2026-03-02' },
  })
})

it('who closed a day is known once, however often it was pressed; the clock closes too', async () => {
  const accountant = program.as('accountant')
  const params = { day: '2026-03-02' }
  for (const caller of [accountant, program.as('admin')]) await caller.call(accountRoutes.closeDay, { params })
  program.clock.set(Date.parse('2026-03-03T22:00:00Z'))
  for (let run = 0; run < 5; run++) await closeDays.run(program.session(), new AbortController().signal)
  const closings = (await audited(program)).filter(({ action }) => action === 'day.closed')
  expect(closings.map(({ actorId, subject }) => [actorId, subject])).toEqual([
    [accountant.id, '2026-03-02'],
    [systemActorId, '2026-03-03'],
  ])
})
