import { setTimeout as wait } from 'node:timers/promises'
import { authRoutes } from '@popug/contracts/auth.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { readSettings } from '@popug/service-kit'
import { Type } from 'typebox'
import { Complaint } from '../../embedded/complaint.ts'
import { Cast } from '../../embedded/demo/cast.ts'
import { demoPassword, demoPeople } from '../../embedded/demo/people.ts'
import { liveThroughMorning } from '../../embedded/demo/week.ts'
import { Person } from '../../embedded/person.ts'
import { isAllApplied } from '../../embedded/settled.ts'

/** Settings of the demo's one run. */
export const DemoSettings = Type.Object({
  POPUG_URL: Type.String({
    default: 'http://nginx:8080',
    pattern: '^https?://',
    description: 'where the demo finds Popug',
    examples: ['http://nginx:8080'],
  }),
  POPUG_DEMO: Type.Enum(['0', '1'], {
    default: '0',
    description: '1 for a demo',
    examples: ['0'],
  }),
})

/** Milliseconds until everything must have answered, and between two looks. */
const patience = 180_000
const lookEvery = 1_000

/** Whether waiting can help: nobody answers yet, or not well. */
const isEarly = (error: unknown): boolean => ((error as { status?: number }).status ?? 503) >= 500

const enter = async (address: string, email: string): Promise<Person> => {
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return await new Person(address).signIn(email, demoPassword)
    } catch (error) {
      if (!isEarly(error) || Date.now() > deadline)
        throw new Complaint(`${address} did not let the demo in: ${(error as Error).message}`)
      await wait(lookEvery)
    }
  }
}

/** Whether the demo has been here: its people are registered, and there is work. */
const isThere = async (admin: Person): Promise<boolean> => {
  const emails = new Set((await admin.all(authRoutes.listUsers)).map(({ email }) => email))
  if (!demoPeople.every(({ email }) => emails.has(email))) return false
  const { items } = await admin.call(taskRoutes.listTasks, { query: { status: 'closed', limit: 1 } })
  return items.length > 0
}

/**
 * Registers the demo people and lives through a morning of theirs, over REST as they would; nothing where that has been
 * done, or where this is no demo.
 */
export const demo = async (): Promise<void> => {
  const { POPUG_URL: address, POPUG_DEMO } = readSettings(DemoSettings, process.env)
  if (POPUG_DEMO !== '1') {
    console.log('This is no demo: nobody is registered.')
    return
  }
  const [first, ...others] = demoPeople
  const admin = await enter(address, first?.email ?? '')
  if (await isThere(admin)) {
    console.log('The demo people are there already.')
    return
  }
  await admin.call(authRoutes.changeUser, { params: { id: admin.me.id }, body: { name: first?.name ?? '' } })
  const stage = { address, now: Date.now, at: () => undefined, isSettled: isAllApplied }
  await liveThroughMorning(await Cast.gather(stage, others))
  console.log(`The demo people are at ${address}, password "${demoPassword}".`)
}
