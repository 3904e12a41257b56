import { rebuildAnalytics as rebuild } from '../recovery/figures.ts'
import { readLogState, unrest } from '../recovery/log-state.ts'
import { readArguments, wholeNumber } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { asAdmin, installationHelp, installationOptions } from './installation.ts'
import { bad, good, say, sayJson, tell } from './printing.ts'

const help = `Usage: popug rebuild analytics [--wait SECONDS] [--url URL --email E --password-stdin] [--json]

Drops all statistics and makes them anew from the feeds; pages show growing figures meanwhile. Nothing is lost: the
feeds hold everything that was ever said.

  --wait SECONDS  how long to wait until it has caught up; 600 unless told

${installationHelp}

Example: popug rebuild analytics`

/** Has analytics made anew, and waits for it. */
export const rebuildAnalytics: CliCommand = {
  words: ['rebuild', 'analytics'],
  summary: 'makes all statistics anew from the feeds',
  help,
  run: async (args) => {
    const { values } = readArguments(args, { ...installationOptions, wait: { type: 'string' } } as const)
    const within = wholeNumber('wait', values.wait ?? '600', 1) * 1_000
    const left = await asAdmin(values, async (admin) => {
      tell('analytics reads the feeds', values.json)
      await rebuild(admin, within)
      return unrest(await readLogState(admin)).filter((one) => one.startsWith('analytics'))
    })
    if (values.json) sayJson({ well: left.length === 0, left })
    else
      say(left.length === 0 ? good('Analytics was made anew from the feeds.') : bad(`It goes on: ${left.join('; ')}.`))
    return left.length > 0 ? 1 : 0
  },
}
