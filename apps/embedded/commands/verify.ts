import { type Verified, verifyAll } from '../recovery/invariants.ts'
import { readArguments, wholeNumber } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { asAdmin, installationHelp, installationOptions } from './installation.ts'
import { bad, dim, good, say, sayJson, someOf, tell } from './printing.ts'
import { commandLog } from './with-folder.ts'

const help = `Usage: popug verify [--quick] [--wait SECONDS] [--url URL --email E --password-stdin] [--json]

Checks everything that must hold, with a figure for each: within every service, between neighbours, and that
analytics made anew from the feeds is what it shows. Ends with 1 when something is found. Changes nothing.

  --quick         leaves the rebuilding of analytics out, which reads everything that was ever said
  --wait SECONDS  how long the log may take to come to rest; 10 unless told

${installationHelp}

Examples:
  popug verify
  printf '%s' "$PASSWORD" | popug verify --url http://localhost:8080 --email admin@popug.test --password-stdin
  popug verify --json | jq '.items[] | select(.offenders != [])'`

const isWell = ({ offenders, unknown }: Verified): boolean => offenders.length === 0 && unknown === undefined

const line = (found: Verified): string => {
  const { invariant, says, checked, where, offenders, unknown } = found
  const text = `${invariant.padEnd(4)} ${says} ${dim(`(${where}, ${checked} checked)`)}`
  if (isWell(found)) return good(text)
  return `${bad(text)}\n       ${unknown === undefined ? someOf(offenders) : `not known: ${unknown}`}`
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
    const wrong = items.filter((found) => !isWell(found))
    if (values.json) sayJson({ well: wrong.length === 0, items })
    else
      say(
        `\n${wrong.length === 0 ? good('All is well.') : bad(`${wrong.length} of ${items.length} do not hold. popug reconcile tells more.`)}`,
      )
    return wrong.length > 0 ? 1 : 0
  },
}
