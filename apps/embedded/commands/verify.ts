import { type Verified, verifyAll } from '../recovery/invariants.ts'
import { readArguments, wholeNumber } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { amongServices, asAdmin, feedHelp, installationHelp, installationOptions } from './installation.ts'
import { bad, dim, good, say, sayJson, someOf, tell, unsure } from './printing.ts'
import { commandLog } from './with-folder.ts'

const help = `Usage: popug verify [--quick] [--wait SECONDS] [--url URL --email E --password-stdin] [--json]

Checks everything that must hold, with a figure for each: within every service, between neighbours, and that
analytics made anew from the feeds is what it shows. Changes nothing.

${feedHelp}
Through nginx all is checked but what needs them: the rebuilding, which --quick leaves out, and why neighbours differ.

  --quick         leaves the rebuilding of analytics out, which reads everything that was ever said
  --wait SECONDS  how long the log may take to come to rest; 10 unless told

Ends with   and "outcome" in --json
  0         well             everything was checked, and holds
  1         does_not_hold    something does not hold: its "offenders" say what
  3         not_checked      all that was checked holds, and something could not be checked from here: "unknown" says why

${installationHelp}

Examples:
  popug verify
  printf '%s' "$PASSWORD" | popug verify --url http://localhost:8080 --email admin@popug.test --password-stdin
  ${amongServices('verify')}
  popug verify --json | jq '.items[] | select(.offenders != [])'`

/** What all comes to, and the code to end with. */
const codes = { well: 0, does_not_hold: 1, not_checked: 3 } as const

const outcomeOf = ({ offenders, unknown }: Verified): keyof typeof codes => {
  if (offenders.length > 0) return 'does_not_hold'
  return unknown === undefined ? 'well' : 'not_checked'
}

const line = (found: Verified): string => {
  const { invariant, says, checked, where, offenders, unknown } = found
  const text = `${invariant.padEnd(4)} ${says} ${dim(`(${where}, ${checked} checked)`)}`
  const outcome = outcomeOf(found)
  if (outcome === 'well') return good(text)
  return outcome === 'not_checked'
    ? `${unsure(text)}\n       could not be checked from here: ${unknown}`
    : `${bad(text)}\n       ${someOf(offenders)}`
}

const summary = (all: number, wrong: number, unchecked: number): string => {
  if (wrong + unchecked === 0) return good('All is well.')
  const unknown = `${unchecked} of ${all} could not be checked from here`
  if (wrong === 0) return unsure(`${unknown}; the others hold.`)
  const besides = unchecked > 0 ? ` ${unknown}.` : ''
  return bad(`${wrong} of ${all} do not hold. popug reconcile tells more.${besides}`)
}

/** Prints every invariant with its figure, and whether it holds. */
export const verify: CliCommand = {
  words: ['verify'],
  summary: 'checks everything that must hold, with a figure for each',
  help,
  run: async (args) => {
    const options = { ...installationOptions, quick: { type: 'boolean' }, wait: { type: 'string' } } as const
    const { values } = readArguments(args, options)
    const wait = wholeNumber('wait', values.wait ?? '10') * 1_000
    const items = await asAdmin(values, async (admin) => {
      const all: Verified[] = []
      const telling = (text: string): void => tell(text, values.json)
      for await (const found of verifyAll({ admin, wait, rebuild: !values.quick, log: commandLog(), tell: telling })) {
        all.push(found)
        if (!values.json) say(line(found))
      }
      return all
    })
    const many = (outcome: keyof typeof codes): number => items.filter((found) => outcomeOf(found) === outcome).length
    const [wrong, unchecked] = [many('does_not_hold'), many('not_checked')]
    const outcome = wrong > 0 ? 'does_not_hold' : unchecked > 0 ? 'not_checked' : 'well'
    if (values.json) sayJson({ well: outcome === 'well', outcome, items })
    else say(`\n${summary(items.length, wrong, unchecked)}`)
    return codes[outcome]
  },
}
