import { type Finding, operationRoutes } from '@popug/contracts/operations.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import type { Logger } from 'pino'
import { type Person, Refused } from '../person.ts'
import { type Compared, comparePair } from './compare.ts'
import { compareFigures } from './figures.ts'
import { type LogState, unrest, waitForRest } from './log-state.ts'
import { pairs } from './pairs.ts'
import { rehearseAnalytics } from './rehearse-analytics.ts'

/** An invariant as it was found; `unknown` says why it could not be checked. */
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

const atRest = (state: LogState): Verified[] => {
  const listeners = [...state].flatMap(([service, { items }]) => items.map((item) => ({ ...item, service })))
  const where = 'log'
  return [
    {
      where,
      invariant: 'I8',
      says: 'every listener stands at its speaker’s head',
      checked: listeners.length,
      offenders: unrest(state),
    },
    {
      where,
      invariant: 'I8',
      says: 'no event is parked',
      checked: listeners.length,
      offenders: listeners
        .filter(({ parked }) => parked > 0)
        .map(({ service, topic, parked }) => `${parked} of ${topic} in ${service}`),
    },
  ]
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
    const unknown = error instanceof Refused ? error.problem.title : (error as Error).message
    return { ...what, checked: 0, offenders: [], unknown }
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
  yield* atRest(await waitForRest(admin, wait))
  for (const service of serviceNames) {
    tell(`asking ${service} to check its own rows`)
    const { items } = await admin.call(operationRoutes(service).verify, { timeout: patience })
    yield* items.map((finding) => ({ ...finding, where: service }))
  }
  for (const pair of pairs) {
    const where = `${pair.cause.service} ↔ ${pair.effect.service}`
    tell(`comparing ${where}: ${pair.says}`)
    yield await orUnknown({ where, invariant: pair.invariant, says: pair.says }, async () => {
      const compared = await comparePair(admin, pair)
      return { checked: compared.checked, offenders: unexplained(compared) }
    })
  }
  for (const { invariant, says, checked, differing } of await compareFigures(admin))
    yield { where: 'accounts ↔ analytics', invariant, says, checked, offenders: [...differing] }
  if (!rebuild) return
  tell('making analytics anew, beside the living one')
  const what = { where: 'analytics', invariant: 'I10', says: 'analytics made anew from the feeds is what it shows' }
  yield await orUnknown(what, async () => {
    const { checked, differing } = await rehearseAnalytics(admin, log)
    return { checked, offenders: differing }
  })
}
