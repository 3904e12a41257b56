import { setTimeout as wait } from 'node:timers/promises'
import { authRoutes } from '@popug/contracts/auth.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { isSettled, type MovableClock, type Program } from '@popug/service-kit'
import { Person } from '../person.ts'
import { demoPassword, type demoPeople } from './people.ts'

/** How long anything that the services do by themselves may take, in milliseconds. */
const patience = 30_000

/** The demo people, signed in, and the clock that they live by. */
export class Cast {
  readonly #program: Program
  readonly #clock: MovableClock
  readonly #people = new Map<string, Person>()

  private constructor(program: Program, clock: MovableClock) {
    this.#program = program
    this.#clock = clock
  }

  /** Registers everyone but the admin, signs them in, and gives cards to those who have one. */
  static async gather(program: Program, clock: MovableClock, others: typeof demoPeople): Promise<Cast> {
    const cast = new Cast(program, clock)
    const admin = await cast.#enter('admin@popug.test')
    for (const { email, name, role, language } of others) {
      await admin.call(authRoutes.createUser, {
        body: { email, name, role, password: demoPassword, ...(language ? { language } : {}) },
      })
    }
    for (const { email, card } of others) {
      const person = await cast.#enter(email)
      if (card) await person.call(billingRoutes.putMyCard, { body: { number: card } })
    }
    await cast.until(
      'the performers are known',
      async () => (await admin.answer(taskRoutes.createTask, { body: { title: 'Say hello' } })).ok,
    )
    return cast
  }

  get performers(): Person[] {
    return [...this.#people.values()].filter(({ me }) => me.role === 'performer')
  }

  /** The one person of a role. */
  the(role: Exclude<Role, 'performer'>): Person {
    const person = [...this.#people.values()].find(({ me }) => me.role === role)
    if (!person) throw new Error(`the demo has no ${role}`)
    return person
  }

  now(): number {
    return this.#clock.now()
  }

  /** Moves the clock; null lets it follow the system's. */
  at(time: number | null): void {
    this.#clock.set(time)
  }

  /** Waits until what has been said is applied, and nothing waits to be paid or mailed. */
  async settle(): Promise<void> {
    const accountant = this.the('accountant')
    await this.until('every event is applied', () => isSettled(this.#program.services))
    await this.until('every payout and letter is on its way', async () => {
      for (const status of ['queued', 'sent'] as const) {
        const { items } = await accountant.call(billingRoutes.listPayouts, { query: { status, limit: 1 } })
        if (items.length > 0) return false
      }
      const mails = await accountant.call(mailerRoutes.listMails, { query: { status: 'queued', limit: 1 } })
      return mails.items.length === 0
    })
    await this.until('every event is applied', () => isSettled(this.#program.services))
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + patience
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`the demo waited in vain: ${what}`)
      await wait(20)
    }
  }

  async #enter(email: string): Promise<Person> {
    const person = await new Person(this.#program.address).signIn(email, demoPassword)
    this.#people.set(email, person)
    return person
  }
}
