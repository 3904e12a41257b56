import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { openSqlite, type Row, statement } from '@popug/service-kit'
import { expect } from 'vitest'
import type { Company } from '../system/company.ts'

/** A temporary folder; the tests remove it. */
export const temporaryFolder = (): { readonly path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), 'popug-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Copies a data folder that nobody uses. */
export const copyFolder = (from: string, to: string): void => cpSync(from, to, { recursive: true })

/** Puts one service's database of a folder into another folder. */
export const takeDatabase = (from: string, to: string, service: ServiceName): void => {
  for (const ending of ['', '-wal', '-shm']) {
    const name = join('databases', `${service}.sqlite${ending}`)
    rmSync(join(to, name), { force: true })
    if (existsSync(join(from, name))) cpSync(join(from, name), join(to, name))
  }
}

/** Runs a statement in the database of a service, or of the sandbox bank; answers its rows. */
export const inDatabase = async (data: string, service: ServiceName | 'bank', sql: string): Promise<Row[]> => {
  const database = openSqlite(join(data, 'databases', `${service}.sqlite`))
  try {
    const { rows } = (await statement(database.query, sql)) as { rows: Row[] }
    return rows
  } finally {
    await database.close()
  }
}

/** Gives these people a card that is paid to. */
export const giveCards = async (performers: Company['performers']): Promise<void> => {
  for (const performer of performers)
    await performer.call(billingRoutes.putMyCard, { body: { number: '4242424242424242' } })
}

/** Gives a payout that waits for a card back to its owner's balance. */
export const returnOne = async ({ accountant, settled, delivered }: Company): Promise<void> => {
  const waiting = await accountant.all(billingRoutes.listPayouts, { query: { status: 'waiting_for_card' } })
  expect(waiting.length).toBeGreaterThan(0)
  await accountant.call(billingRoutes.returnPayout, { params: { id: waiting[0]?.id ?? '' } })
  await settled()
  await delivered()
}

/** Some work: tasks are created, some closed, all open ones given away anew. */
export const work = async ({ manager, performers, settled }: Company, tasks: number): Promise<void> => {
  for (let number = 1; number <= tasks; number++) {
    const { id, userId } = await manager.call(taskRoutes.createTask, { body: { title: `Task ${number}` } })
    const performer = performers.find(({ me }) => me.id === userId)
    if (number % 2 === 0) await performer?.call(taskRoutes.closeTask, { params: { id } })
    else await manager.call(taskRoutes.reassignTask, { params: { id }, body: {} })
  }
  await settled()
}

/** Closes today, and waits until everyone with a card has been paid and written to; gives one waiting payout back. */
export const payday = async (company: Company): Promise<void> => {
  const { accountant, performers, settled } = company
  // Whatever chance made of the work, everyone is above zero.
  const bonus = { amountMinor: 100_000, reason: 'A bonus' }
  for (const { me } of performers)
    await accountant.call(accountRoutes.createCorrection, { body: { userId: me.id, ...bonus } })
  const { today } = await accountant.call(accountRoutes.getMyAccount)
  await accountant.call(accountRoutes.closeDay, { params: { day: today.day } })
  await settled()
  await returnOne(company)
}
