import { setTimeout as wait } from 'node:timers/promises'
import { startTestProgram, until } from '@popug/service-kit/testing'
import { expect, it } from 'vitest'
import { accountsService } from '../service.ts'
import { ledgerRepository } from './ledger-repository.ts'

/** Milliseconds in which a second writer would be seen to read, if it did not wait for the first. */
const noticedWithin = 500

it('whoever comes second waits, and reads what the first one wrote', async () => {
  const program = await startTestProgram(accountsService, { env: { DAY_CLOSING: 'by_hand' } })
  let firstHolds = false
  let secondRead = false
  const first = program.session().transaction(async ({ db }) => {
    const { nextNumber } = await ledgerRepository(db).lock()
    firstHolds = true
    for (let waited = 0; waited < noticedWithin && !secondRead; waited += 20) await wait(20)
    await ledgerRepository(db).set({ nextNumber: nextNumber + 1_000 })
    return nextNumber
  })
  await until('the first one holds the ledger', () => firstHolds)
  const second = program.session().transaction(async ({ db }) => {
    const { nextNumber } = await ledgerRepository(db).lock()
    secondRead = true
    return nextNumber
  })
  expect(await second).toBe((await first) + 1_000)
  await program.stop()
})
