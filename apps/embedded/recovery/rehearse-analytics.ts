import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { analyticsService } from '@popug/analytics'
import { authRoutes } from '@popug/contracts/auth.ts'
import type { AnswerOf } from '@popug/contracts/route.ts'
import { type TopicName, topicsHeardBy } from '@popug/contracts/topology.ts'
import { type Neighbours, type Rehearsal, readInstallation, rehearse } from '@popug/service-kit'
import type { Logger } from 'pino'
import { Complaint } from '../complaint.ts'
import type { Person } from '../person.ts'
import { compareFacts, factsOf, readFacts } from './facts.ts'
import { readFeedOf } from './feed.ts'
import { readLogState, topicIn } from './log-state.ts'

/** Everything that Analytics keeps, in the kinds of facts that it tells. */
const kinds = ['periods', 'performers', 'top-tasks', 'ranked-tasks', 'task-times']
const differencesNamed = 100
/** Milliseconds after which a rebuild that does not move any more is given up. */
const patience = 60_000

/** Neighbours asked as the admin who runs the command. */
const neighboursOf = (admin: Person): Neighbours => ({
  call: async <R extends Parameters<Neighbours['call']>[0]>(route: R, parts: object): Promise<AnswerOf<R>> =>
    admin.call(route, parts),
})

const caughtUp = async (rehearsal: Rehearsal, heads: ReadonlyMap<TopicName, number>): Promise<void> => {
  let moved = Date.now()
  let before = -1
  for (;;) {
    let total = 0
    let isThere = true
    for (const [topic, head] of heads) {
      const position = await rehearsal.position(topic)
      total += position
      isThere &&= position >= head
    }
    if (isThere) return
    if (total > before) moved = Date.now()
    before = total
    if (Date.now() - moved > patience) throw new Complaint(`The feeds brought nothing more for ${patience / 1000} s.`)
    await wait(50)
  }
}

/** What a rebuild would make, compared with what Analytics shows: how much was compared, and what differs. */
export const rehearseAnalytics = async (
  admin: Person,
  log: Logger,
): Promise<{ checked: number; differing: string[] }> => {
  for (const topic of topicsHeardBy('analytics')) await readFeedOf(admin, topic, { limit: 1 })
  const folder = mkdtempSync(join(tmpdir(), 'popug-rehearsal-'))
  const { timeZone, currency } = await admin.call(authRoutes.getInstallation)
  const settings = readInstallation({
    BUSINESS_TIME_ZONE: timeZone,
    CURRENCY: currency,
    SERVICE_SECRET: 'nobody is called with this secret',
  })
  try {
    const file = join(folder, 'analytics.sqlite')
    const neighbours = neighboursOf(admin)
    const rehearsal = await rehearse({ definition: analyticsService, settings, neighbours, file, log })
    try {
      const state = await readLogState(admin)
      await caughtUp(rehearsal, new Map(topicsHeardBy('analytics').map((topic) => [topic, topicIn(state, topic).head])))
      let checked = 0
      const differing: string[] = []
      for (const kind of kinds) {
        const compared = await compareFacts(
          readFacts(factsOf(admin, 'analytics', kind)),
          readFacts((after) => rehearsal.facts(kind, { after, limit: 5_000 })),
          differencesNamed,
        )
        checked += compared.checked
        differing.push(...compared.differences.map(({ id }) => `${kind} ${id}`))
      }
      return { checked, differing }
    } finally {
      await rehearsal.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
