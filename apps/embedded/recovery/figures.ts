import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import type { Person } from '../person.ts'
import { compareFacts, factsOf, readFacts } from './facts.ts'
import { waitForRest } from './log-state.ts'
import { figures } from './pairs.ts'

/** Days that one comparison names at most. */
const daysNamed = 100

/** A figure that analytics and the ledger have in common, and the days on which they differ. */
export interface FigureCompared {
  readonly invariant: string
  readonly says: string
  readonly checked: number
  readonly differing: readonly string[]
}

/** Compares what analytics and the ledger tell of the days; they agree once analytics has caught up. */
export const compareFigure = async (
  admin: Person,
  { invariant, says, kind }: (typeof figures)[number],
): Promise<FigureCompared> => {
  const { checked, differences } = await compareFacts(
    readFacts(factsOf(admin, 'accounts', kind)),
    readFacts(factsOf(admin, 'analytics', kind)),
    daysNamed,
  )
  const differing = differences.map(
    ({ id, left, right }) => `${id} (${left[0] ?? 'nothing'} in accounts, ${right[0] ?? 'nothing'} in analytics)`,
  )
  return { invariant, says, checked, differing }
}

/** The same for every figure that they have in common. */
export const compareFigures = async (admin: Person): Promise<FigureCompared[]> => {
  const compared: FigureCompared[] = []
  for (const figure of figures) compared.push(await compareFigure(admin, figure))
  return compared
}

/** Has analytics made anew from the feeds, and waits until it has read them, at most so many milliseconds. */
export const rebuildAnalytics = async (admin: Person, within: number): Promise<void> => {
  await admin.call(analyticsRoutes.rebuild)
  await waitForRest(admin, within)
}
