import { operationRoutes } from '@popug/contracts/operations.ts'
import { serviceNames, topicNames, topicsHeardBy } from '@popug/contracts/topology.ts'
import { Complaint } from '../complaint.ts'
import { Refused } from '../person.ts'
import { readLogState, subscriptionIn, waitForRest } from '../recovery/log-state.ts'
import { oneOf, readArguments, wholeNumber } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { asAdmin, installationHelp, installationOptions } from './installation.ts'
import { bad, good, say, sayJson } from './printing.ts'
import { WrongUsage } from './wrong-usage.ts'

const listeners = serviceNames.filter((service) => topicsHeardBy(service).length > 0)

const help = `Usage: popug events replay <listener> <topic> --from N [--url URL --email E --password-stdin] [--json]

Sets a listener's checkpoint back to before event N, so that it hears everything from there on again. Only for
listeners whom that does not harm: billing on all it hears, mailer on what is about payouts, accounts on
payout-results. The ledger must not hear of work twice: popug reconcile --repair applies what it missed. Analytics is
made anew: popug rebuild analytics.

  --from N  the first position to hear again

Listeners: ${listeners.map((name) => `${name} (${topicsHeardBy(name).join(', ')})`).join(' · ')}

${installationHelp}

Example: popug events replay mailer payouts --from 1`

/** Milliseconds for the listener to catch up again. */
const catchUpTime = 60_000

/** Lets a listener hear events again. */
export const eventsReplay: CliCommand = {
  words: ['events', 'replay'],
  summary: 'lets a listener hear a topic again from a position on',
  help,
  run: async (args) => {
    const options = { ...installationOptions, from: { type: 'string' } } as const
    const { values, positionals } = readArguments(args, options, { least: 2, most: 2 })
    const listener = oneOf('The listener', positionals[0], listeners)
    const topic = oneOf(
      `What ${listener} hears`,
      positionals[1],
      topicNames.filter((one) => topicsHeardBy(listener).includes(one)),
    )
    if (values.from === undefined) throw new WrongUsage('--from is missing: the first position to hear again.')
    const position = wholeNumber('from', values.from, 1) - 1
    const result = await asAdmin(values, async (admin) => {
      try {
        const moved = await admin.call(operationRoutes(listener).rewind, { params: { topic }, body: { position } })
        await waitForRest(admin, catchUpTime)
        return { ...moved, now: subscriptionIn(await readLogState(admin), listener, topic) }
      } catch (error) {
        if (!(error instanceof Refused) || error.problem.code !== 'not_repeatable') throw error
        const instead = listener === 'analytics' ? 'popug rebuild analytics' : 'popug reconcile --repair'
        throw new Complaint(`${listener} must not hear ${topic} twice: effects would double. Use ${instead}.`)
      }
    })
    const well = result.now.position >= result.from && result.now.parked === 0
    if (values.json) sayJson({ well, ...result })
    else if (well) say(good(`${listener} has heard ${topic} again from ${position + 1} to ${result.now.position}.`))
    else say(bad(`${listener} stands at ${result.now.position} of ${topic}; ${result.now.parked} events are parked.`))
    return well ? 0 : 1
  },
}
