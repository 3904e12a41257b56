import { type Finding, operationRoutes } from '@popug/contracts/operations.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import { type Person, Refused } from '../person.ts'
import { type Compared, comparePair } from './compare.ts'
import { compareFigure } from './figures.ts'
import { type LogState, unrest, waitForRest } from './log-state.ts'
import { figures, pairs } from './pairs.ts'
import { rehearseAnalytics } from './rehearse-analytics.ts'

/** An invariant as it was found; `unknown` says why it could not be checked from here, so that nobody knows whether it holds. */
export interface Verified extends Finding {
  readonly where: string
  readonly unknown?: string
}

/** Milliseconds that a service may take to check its own rows. */
const patience = 600_000

const unexplained = ({ missing, extra, unlikeLog }: Compared): string[] => [
  ...missing
    .filter(({ why }) => why !== 'discarded')
    .map(({ id, why }) => `${id} ${why === 'parked' ? 'is parked' : 'is missing'}`),
  ...extra.map((key) => `${key} is extra`),
  ...unlikeLog.map((key) => `${key} is not as the log tells`),
]

const allListeners = (state: LogState) =>
  [...state].flatMap(([service, { items }]) => items.map((item) => ({ ...item, service })))

/** What is looked for in one look at the log. */
const restInvariants: readonly {
  readonly says: string
  readonly offenders: (state: LogState) => string[]
}[] = [
  { says: 'every listener stands at its speaker’s head', offenders: unrest },
  {
    says: 'no event is parked',
    offenders: (state) =>
      allListeners(state)
        .filter(({ parked }) => parked > 0)
        .map(({ service, topic, parked }) => `${parked} of ${topic} in ${service}`),
  },
]

const reasonOf = (error: unknown): string => {
  if (error instanceof Refused) return `${error.message}. ${error.problem.title}`
  const { message, cause } = error as Error
  return cause instanceof Error ? `${message}: ${cause.message}` : message
}

/** Checks one thing; where it cannot be checked, that is what is found. */
const orUnknown = async (
  { where, invariant, says }: Pick<Verified, 'where' | 'invariant' | 'says'>,
  check: () => Promise<Pick<Finding, 'checked' | 'offenders'>>,
): Promise<Verified> => {
  const what = { where, invariant, says }
  try {
    return { ...what, ...(await check()) }
  } catch (error) {
    return { ...what, checked: 0, offenders: [], unknown: reasonOf(error) }
  }
}

/** The same for what a service checks in its own rows; where it does not answer, nobody knows how many things those are. */
const ownOf = async (admin: Person, where: ServiceName): Promise<Verified[]> => {
  try {
    const { items } = await admin.call(operationRoutes(where).verify, { timeout: patience })
    return items.map((finding) => ({ ...finding, where }))
  } catch (error) {
    const says = 'its own rows are as they must be'
    return [{ where, invariant: 'rows', says, checked: 0, offenders: [], unknown: reasonOf(error) }]
  }
}

export interface VerifyParts {
  readonly admin: Person
  /** Milliseconds to wait for the log to come to rest. */
  readonly wait: number
  /** Whether analytics is made anew beside the living one: that reads everything that was ever said. */
  readonly rebuild: boolean
  readonly log: Logger
  readonly tell: (text: string) => void
}

/** Checks every invariant, one after the other, in a fixed order. */
export async function* verifyAll({ admin, wait, rebuild, log, tell }: VerifyParts): AsyncGenerator<Verified> {
  tell('waiting for the log to come to rest')
  const looked = waitForRest(admin, wait)
  for (const { says, offenders } of restInvariants)
    yield await orUnknown({ where: 'log', invariant: 'I8', says }, async () => {
      const state = await looked
      return { checked: allListeners(state).length, offenders: offenders(state) }
    })
  for (const service of serviceNames) {
    tell(`asking ${service} to check its own rows`)
    yield* await ownOf(admin, service)
  }
  for (const pair of pairs) {
    const where = `${pair.cause.service} ↔ ${pair.effect.service}`
    tell(`comparing ${where}: ${pair.says}`)
    yield await orUnknown({ where, invariant: pair.invariant, says: pair.says }, async () => {
      const compared = await comparePair(admin, pair)
      return { checked: compared.checked, offenders: unexplained(compared) }
    })
  }
  for (const figure of figures)
    yield await orUnknown({ where: 'accounts ↔ analytics', ...figure }, async () => {
      const { checked, differing } = await compareFigure(admin, figure)
      return { checked, offenders: [...differing] }
    })
  if (!rebuild) return
  tell('making analytics anew, beside the living one')
  const what = { where: 'analytics', invariant: 'I10', says: 'analytics made anew from the feeds is what it shows' }
  yield await orUnknown(what, async () => {
    const { checked, differing } = await rehearseAnalytics(admin, log)
    return { checked, offenders: differing }
  })
}
