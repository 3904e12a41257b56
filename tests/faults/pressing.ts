import { setTimeout as wait } from 'node:timers/promises'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Route } from '@popug/contracts/route.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { expect } from 'vitest'
import type { CallParts, Person } from '../../apps/embedded/person.ts'
import type { Company } from '../system/company.ts'

/** Milliseconds that people wait for an answer before they press again. */
const patience = 5_000

/** What people were told is done, and what they asked for without hearing whether it is. */
export interface Acknowledged {
  /** Closed tasks, and by whom. */
  readonly closed: Map<string, string>
  /** Tasks created, by title. */
  readonly created: Map<string, string>
  /** Every title that was asked for, whatever came of it. */
  readonly asked: Set<string>
  readonly reassignments: Set<string>
  /** Corrections, by reason. */
  readonly corrected: Map<string, number>
}

/** Nothing yet. */
export const nothingAcknowledged = (): Acknowledged => ({
  closed: new Map(),
  created: new Map(),
  asked: new Set(),
  reassignments: new Set(),
  corrected: new Map(),
})

/** An answer's body, or null where something on the way was away; anything but those two and `expected` fails. */
const tried = async <R extends Route>(
  person: Person,
  route: R,
  parts: CallParts<R>,
  expected: readonly number[] = [],
): Promise<{ status: number; body: unknown } | null> => {
  let response: Response
  let body: unknown
  try {
    response = await person.answer(route, { ...parts, timeout: patience })
    body = response.ok ? await response.json() : null
  } catch {
    return null
  }
  if (response.ok || expected.includes(response.status)) return { status: response.status, body }
  // Whoever cannot ask Auth does not know who is asking.
  expect([401, 500, 502, 503, 504], `${route.name} while something is away`).toContain(response.status)
  return null
}

/** People who press without a pause, whatever happens to the system, and write down what they were told is done. */
export const press = (company: Company, known: Acknowledged, mark: string): { stop(): Promise<void> } => {
  const stopping = new AbortController()
  const { signal } = stopping
  const pause = (milliseconds: number): Promise<void> =>
    wait(milliseconds, undefined, { signal }).then(
      () => undefined,
      () => undefined,
    )

  /** The same request with the same key until it is answered. */
  const insist = async <R extends Route>(person: Person, route: R, parts: CallParts<R>): Promise<unknown> => {
    while (!signal.aborted) {
      const answer = await tried(person, route, parts)
      if (answer) return answer.body
      await pause(50)
    }
    return null
  }

  const closer = async (person: Person): Promise<void> => {
    while (!signal.aborted) {
      const query = { status: 'open', userId: person.me.id, limit: 2 } as const
      const mine = (await tried(person, taskRoutes.listTasks, { query }))?.body as
        | { items: { id: string }[] }
        | undefined
      for (const { id } of mine?.items ?? []) {
        const answer = await tried(person, taskRoutes.closeTask, { params: { id } }, [403, 409])
        if (answer?.status !== 200) continue
        expect(known.closed.has(id), `${id} is closed once`).toBe(false)
        known.closed.set(id, person.me.id)
      }
      await pause(200)
    }
  }
  const creator = async (): Promise<void> => {
    for (let count = 0; !signal.aborted; count++) {
      const title = `${mark} task ${count}`
      known.asked.add(title)
      const task = await insist(company.manager, taskRoutes.createTask, {
        body: { title },
        key: encodeURIComponent(title),
      })
      if (task) known.created.set(title, (task as { id: string }).id)
      await pause(150)
    }
  }
  const reassigner = async (): Promise<void> => {
    while (!signal.aborted) {
      const run = await tried(company.manager, taskRoutes.createReassignment, {})
      if (run) known.reassignments.add((run.body as { id: string }).id)
      await pause(4_000)
    }
  }
  const corrector = async (): Promise<void> => {
    for (let count = 0; !signal.aborted; count++) {
      const { me } = company.performers[count % company.performers.length] as Person
      const reason = `${mark} correction ${count}`
      const body = { userId: me.id, amountMinor: 5_000 + count, reason }
      if (await insist(company.accountant, accountRoutes.createCorrection, { body, key: encodeURIComponent(reason) }))
        known.corrected.set(reason, body.amountMinor)
      await pause(400)
    }
  }
  const pressing = Promise.all([...company.performers.slice(0, 3).map(closer), creator(), reassigner(), corrector()])
  // Told when it is stopped; until then nobody presses on after something unexpected.
  pressing.catch(() => stopping.abort())
  return {
    stop: async () => {
      stopping.abort()
      await pressing
    },
  }
}
