import type { Person } from '../person.ts'
import { type Compared, comparePair } from '../recovery/compare.ts'
import { compareFigures, type FigureCompared, rebuildAnalytics } from '../recovery/figures.ts'
import { waitForRest } from '../recovery/log-state.ts'
import { pairs } from '../recovery/pairs.ts'
import { type Repaired, repair } from '../recovery/repair.ts'
import { readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { amongServices, asAdmin, feedHelp, installationHelp, installationOptions } from './installation.ts'
import { bad, dim, good, say, sayJson, someOf, tell } from './printing.ts'

const help = `Usage: popug reconcile [--repair] [--url URL --email E --password-stdin] [--json]

Compares what neighbours know of the same things: assignments and fees, closings and rewards, payouts, their
payment and their letters, the days of accounts and analytics. Names what is missing or extra. May be run at any
time, also while people work. Ends with 1 when something is found that it did not repair.

  --repair  applies missing events through the service that missed them, each once; makes analytics anew where it
            differs. What is extra, and what a person has discarded, is left to people.

${feedHelp}

${installationHelp}

Examples:
  popug reconcile
  printf '%s' "$PASSWORD" | popug reconcile --repair --url http://localhost:8080 --email admin@popug.test --password-stdin
  ${amongServices('reconcile --repair')}`

/** Milliseconds for the log to come to rest before figures are compared, and for analytics to be made anew. */
const restTime = 10_000
const rebuildTime = 600_000
/** Comparisons of one pair: each repairs so many differences. */
const maxRounds = 1_000

interface PairResult extends Compared {
  readonly repaired: Repaired
}

const reconcilePair = async (admin: Person, pair: Compared['pair'], mend: boolean): Promise<PairResult> => {
  let compared = await comparePair(admin, pair)
  const failed: { position: number; reason: string }[] = []
  let applied = 0
  for (let round = 0; mend && round < maxRounds && compared.missing.some(({ why }) => why === 'unknown'); round++) {
    const repaired = await repair(admin, compared)
    applied += repaired.applied
    failed.push(...repaired.failed)
    compared = await comparePair(admin, pair)
  }
  return { ...compared, repaired: { applied, failed } }
}

const nameOf = ({ cause, effect }: Compared['pair']): string =>
  `${cause.service} ${cause.kind} ↔ ${effect.service} ${effect.kind}`

const tellPair = (result: PairResult): void => {
  const { pair, checked, missing, extra, unlikeLog, repaired } = result
  const name = `${nameOf(pair)} ${dim(`(${checked} compared)`)}`
  const lines: string[] = []
  const of = (why: string) =>
    missing.filter((one) => one.why === why).map(({ id, position }) => `${id} (${pair.event.kind.topic} ${position})`)
  if (repaired.applied > 0) lines.push(`applied: ${repaired.applied} events`)
  for (const { position, reason } of repaired.failed) lines.push(`failed again: ${position}: ${reason}`)
  if (of('unknown').length > 0)
    lines.push(`missing in ${pair.effect.service}: ${someOf(of('unknown'))}. Cure: popug reconcile --repair`)
  if (of('parked').length > 0)
    lines.push(
      `parked in ${pair.effect.service}: ${someOf(of('parked'))}. Cure: popug dead-letters replay ${pair.effect.service} --all`,
    )
  if (of('discarded').length > 0)
    lines.push(dim(`discarded by a person in ${pair.effect.service}: ${someOf(of('discarded'))}`))
  if (extra.length > 0)
    lines.push(`extra in ${pair.effect.service}: ${someOf(extra)}. Nobody said so; a correction is a person’s decision`)
  if (unlikeLog.length > 0)
    lines.push(`${pair.cause.service} itself is not as its log tells: ${someOf(unlikeLog)}. Cure: restore its backup`)
  say(isOpen(result) ? bad(name) : good(name))
  for (const text of lines) say(`    ${text}`)
}

const isOpen = ({ missing, extra, unlikeLog }: Compared): boolean =>
  missing.some(({ why }) => why !== 'discarded') || extra.length > 0 || unlikeLog.length > 0

const reconcileFigures = async (
  admin: Person,
  mend: boolean,
): Promise<{ figures: FigureCompared[]; rebuilt: boolean }> => {
  await waitForRest(admin, restTime)
  const figures = await compareFigures(admin)
  if (!mend || figures.every(({ differing }) => differing.length === 0)) return { figures, rebuilt: false }
  await rebuildAnalytics(admin, rebuildTime)
  return { figures: await compareFigures(admin), rebuilt: true }
}

/** Prints what neighbours do not agree on, and mends what is missing if asked to. */
export const reconcile: CliCommand = {
  words: ['reconcile'],
  summary: 'compares what neighbours know of the same things; repairs what is missing',
  help,
  run: async (args) => {
    const { values } = readArguments(args, { ...installationOptions, repair: { type: 'boolean' } } as const)
    const mend = values.repair === true
    const isWell = await asAdmin(values, async (admin) => {
      const results: PairResult[] = []
      for (const pair of pairs) {
        tell(`comparing ${nameOf(pair)}`, values.json)
        const result = await reconcilePair(admin, pair, mend)
        results.push(result)
        if (!values.json) tellPair(result)
      }
      const { figures, rebuilt } = await reconcileFigures(admin, mend)
      const well = !results.some(isOpen) && figures.every(({ differing }) => differing.length === 0)
      if (values.json) {
        const items = results.map(({ pair, ...result }) => ({
          pair: nameOf(pair),
          topic: pair.event.kind.topic,
          ...result,
        }))
        sayJson({ well, items, figures, rebuilt })
        return well
      }
      for (const { says, checked, differing } of figures) {
        say(`${differing.length === 0 ? good(says) : bad(says)} ${dim(`(${checked} days compared)`)}`)
        if (differing.length > 0) say(`    ${someOf(differing)}. Cure: popug rebuild analytics`)
      }
      if (rebuilt) say('    analytics was made anew from the feeds')
      say(`\n${well ? good('All neighbours agree.') : bad('Not all neighbours agree.')}`)
      return well
    })
    return isWell ? 0 : 1
  },
}
