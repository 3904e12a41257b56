import { setTimeout as wait } from 'node:timers/promises'
import { authRoutes } from '@popug/contracts/auth.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { Person } from '../person.ts'
import { demoPassword, type demoPeople } from './people.ts'

/** How long anything that the services do by themselves may take, in milliseconds. */
const patience = 30_000

/** Where the demo people live: a running Popug, and its time. */
export interface Stage {
  readonly address: string
  now(): number
  /** Moves the time, where it can be moved; null lets it follow the system's. */
  at(time: number | null): void
  /** Whether everything that was said has been applied; asked as the admin where it must be asked over REST. */
  isSettled(admin: Person): Promise<boolean>
}

/** The demo people, signed in, on their stage. */
export class Cast {
  readonly #stage: Stage
  readonly #people = new Map<string, Person>()

  private constructor(stage: Stage) {
    this.#stage = stage
  }

  /** Registers everyone who is not there yet, signs them in, and gives cards to those who have one. */
  static async gather(stage: Stage, others: typeof demoPeople): Promise<Cast> {
    const cast = new Cast(stage)
    const admin = await cast.#enter('admin@popug.test')
    const there = new Set((await admin.all(authRoutes.listUsers)).map(({ email }) => email))
    for (const { email, name, role, language } of others.filter((one) => !there.has(one.email))) {
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
      async () => (await admin.answer(taskRoutes.createTask, { body: { title: 'Say hello' }, key: 'demo-hello' })).ok,
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
    return this.#stage.now()
  }

  at(time: number | null): void {
    this.#stage.at(time)
  }

  /** Waits until what has been said is applied, and nothing waits to be paid or mailed. */
  async settle(): Promise<void> {
    const accountant = this.the('accountant')
    const admin = this.the('admin')
    await this.until('every event is applied', () => this.#stage.isSettled(admin))
    await this.until('every payout and letter is on its way', async () => {
      for (const status of ['queued', 'sent'] as const) {
        const { items } = await accountant.call(billingRoutes.listPayouts, { query: { status, limit: 1 } })
        if (items.length > 0) return false
      }
      const mails = await accountant.call(mailerRoutes.listMails, { query: { status: 'queued', limit: 1 } })
      return mails.items.length === 0
    })
    await this.until('every event is applied', () => this.#stage.isSettled(admin))
  }

  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + patience
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`the demo waited in vain: ${what}`)
      await wait(20)
    }
  }

  async #enter(email: string): Promise<Person> {
    const person = await new Person(this.#stage.address).signIn(email, demoPassword)
    this.#people.set(email, person)
    return person
  }
}
