import { type DeadLetter, deadLetterStatuses, logRoutes } from '@popug/contracts/log.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { type Person, Refused } from '../person.ts'
import { walkLetters } from '../recovery/letters.ts'
import { oneOf, readArguments } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { asAdmin, installationHelp, installationOptions } from './installation.ts'
import { bad, dim, good, say, sayJson } from './printing.ts'
import { WrongUsage } from './wrong-usage.ts'

const listHelp = `Usage: popug dead-letters list [<service>] [--status S] [--url URL --email E --password-stdin] [--json]

Shows the events that kept failing and were put aside, with the reason why. Ends with 1 where any is parked.

  --status S  ${deadLetterStatuses.join(', ')}; parked unless told

${installationHelp}

Example: popug dead-letters list accounts`

/** Shows what is parked. */
export const deadLettersList: CliCommand = {
  words: ['dead-letters', 'list'],
  summary: 'shows events that kept failing and were put aside',
  help: listHelp,
  run: async (args) => {
    const options = { ...installationOptions, status: { type: 'string' } } as const
    const { values, positionals } = readArguments(args, options, { least: 0, most: 1 })
    const of = positionals[0] === undefined ? serviceNames : [oneOf('The service', positionals[0], serviceNames)]
    const status = oneOf('--status', values.status ?? 'parked', deadLetterStatuses)
    let found = 0
    const gathered: unknown[] = []
    await asAdmin(values, async (admin) => {
      for (const service of of) {
        for await (const letter of walkLetters(admin, service, status)) {
          found += 1
          if (values.json) gathered.push({ service, ...letter })
          else tellLetter(service, letter)
        }
      }
    })
    if (values.json) sayJson({ items: gathered })
    else if (found === 0) say(good(`Nothing is ${status}.`))
    return found > 0 && status === 'parked' ? 1 : 0
  },
}

const tellLetter = (service: ServiceName, { id, topic, position, type, reason, event }: DeadLetter): void => {
  say(`${service}  ${id}  ${topic} ${position}  ${type}`)
  say(`    ${reason}`)
  say(`    ${dim(JSON.stringify(event.data))}`)
}

const settleHelp = (
  verb: 'replay' | 'discard',
  what: string,
  more: string,
): string => `Usage: popug dead-letters ${verb} <service> (<id> … | --all) [--url URL --email E --password-stdin] [--json]

${what}

  --all  every parked event of the service, oldest first

${installationHelp}

Example: popug dead-letters ${verb} ${more}`

interface Settled {
  readonly id: string
  readonly error?: string
}

const idsOf = async (admin: Person, service: ServiceName): Promise<string[]> => {
  const letters: { id: string; position: number }[] = []
  for await (const { id, position } of walkLetters(admin, service, 'parked')) letters.push({ id, position })
  return letters.sort((one, other) => one.position - other.position).map(({ id }) => id)
}

const settle =
  (verb: 'replay' | 'discard') =>
  async (args: readonly string[]): Promise<number> => {
    const options = { ...installationOptions, all: { type: 'boolean' } } as const
    const { values, positionals } = readArguments(args, options, { least: 1, most: 10_000 })
    const [name, ...named] = positionals
    const service = oneOf('The service', name, serviceNames)
    if (named.length > 0 === (values.all === true)) throw new WrongUsage('Name the events, or say --all.')
    const routes = logRoutes(service)
    const route = verb === 'replay' ? routes.replayDeadLetter : routes.discardDeadLetter
    const settled = await asAdmin(values, async (admin) => {
      const results: Settled[] = []
      for (const id of values.all ? await idsOf(admin, service) : named) {
        try {
          await admin.call(route, { params: { id } })
          results.push({ id })
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          results.push({ id, error: error.reason })
        }
      }
      return results
    })
    const done = verb === 'replay' ? 'was applied' : 'is given up'
    if (values.json) sayJson({ items: settled })
    else if (settled.length === 0) say(good('Nothing is parked.'))
    else for (const { id, error } of settled) say(error === undefined ? good(`${id} ${done}`) : bad(`${id}: ${error}`))
    return settled.some(({ error }) => error !== undefined) ? 1 : 0
  }

/** Applies parked events. */
export const deadLettersReplay: CliCommand = {
  words: ['dead-letters', 'replay'],
  summary: 'applies events that were put aside',
  help: settleHelp(
    'replay',
    'Applies parked events now. One that fails again stays parked; ends with 1 then.',
    'accounts --all',
  ),
  run: settle('replay'),
}

/** Gives parked events up. */
export const deadLettersDiscard: CliCommand = {
  words: ['dead-letters', 'discard'],
  summary: 'gives events up that were put aside',
  help: settleHelp('discard', 'Gives parked events up, for good: they will never be applied.', 'accounts 0190b3c2-…'),
  run: settle('discard'),
}
