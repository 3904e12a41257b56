import { setTimeout as wait } from 'node:timers/promises'
import { authRoutes } from '@popug/contracts/auth.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { Person } from '../../apps/embedded/person.ts'
import { isAllApplied } from '../../apps/embedded/settled.ts'
import { adminEmail, adminPassword, type System } from './system.ts'

/** The password of everyone in the company but its admin. */
export const companyPassword = 'a password of the tests'
const password = companyPassword

/** Waits until a condition holds, looking 20 times a second; fails with what was waited for. */
export const until = async (what: string, holds: () => Promise<boolean>, within = 60_000): Promise<void> => {
  const deadline = Date.now() + within
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${within} ms in vain: ${what}`)
    await wait(50)
  }
}

/** A company's people, signed in over HTTP: one of each role, and as many performers as asked for. */
export interface Company {
  readonly admin: Person
  readonly manager: Person
  readonly accountant: Person
  readonly executive: Person
  readonly performers: readonly Person[]
  /** Waits until every listener stands at its speaker's head, as the operations routes tell it. */
  settled(): Promise<void>
  /** Whether no payout and no letter is on its way. */
  isDelivered(): Promise<boolean>
  /** Waits until no payout and no letter is on its way. */
  delivered(): Promise<void>
}

/** Everyone at a system's present address; they sign in again after it moved to another port. */
export const signInAll = async (system: System, performers: number): Promise<Company> => {
  const enter = (name: string): Promise<Person> => new Person(system.address).signIn(`${name}@company.test`, password)
  const admin = await new Person(system.address).signIn(adminEmail, adminPassword)
  const [manager, accountant, executive] = await Promise.all([
    enter('manager'),
    enter('accountant'),
    enter('executive'),
  ])
  const team: Person[] = []
  for (let index = 1; index <= performers; index++) team.push(await enter(`performer${index}`))
  return {
    admin,
    manager,
    accountant,
    executive,
    performers: team,
    settled: () => settled(admin),
    isDelivered: () => isDelivered(admin),
    delivered: () => until('no payout and no letter is on its way', () => isDelivered(admin)),
  }
}

/** Registers the people of a company and signs them in; performers speak Russian and English in turns. */
export const foundCompany = async (system: System, performers: number): Promise<Company> => {
  const admin = await new Person(system.address).signIn(adminEmail, adminPassword)
  const register = (name: string, role: Role, language: 'en' | 'ru' = 'en') =>
    admin.call(authRoutes.createUser, {
      body: { email: `${name}@company.test`, name: `The ${name}`, role, password, language },
    })
  for (const role of ['manager', 'accountant', 'executive'] as const) await register(role, role)
  for (let index = 1; index <= performers; index++)
    await register(`performer${index}`, 'performer', index % 2 ? 'en' : 'ru')
  const company = await signInAll(system, performers)
  await until(
    'Tasks knows all performers',
    async () => (await admin.all(taskRoutes.listPerformers)).length === performers,
  )
  return company
}

const settled = (admin: Person): Promise<void> =>
  until('every listener stands at its speaker’s head', () => isAllApplied(admin))

/** Whether no payout and no letter is on its way. */
const isDelivered = async (admin: Person): Promise<boolean> => {
  for (const status of ['queued', 'sent'] as const) {
    const { items } = await admin.call(billingRoutes.listPayouts, { query: { status, limit: 1 } })
    if (items.length > 0) return false
  }
  const { items } = await admin.call(mailerRoutes.listMails, { query: { status: 'queued', limit: 1 } })
  return items.length === 0
}
