import { setTimeout as wait } from 'node:timers/promises'
import type { CloudEvent } from '@popug/contracts/events.ts'
import { topicNames } from '@popug/contracts/topology.ts'
import { isUnanswered } from '../complaint.ts'
import { Refused } from '../person.ts'
import { readFeedOf } from '../recovery/feed.ts'
import { oneOf, readArguments, wholeNumber } from './arguments.ts'
import type { CliCommand } from './command.ts'
import { amongServices, asAdmin, feedHelp, installationHelp, installationOptions } from './installation.ts'
import { dim, say } from './printing.ts'

const help = `Usage: popug events tail <topic> [--from N] [--count N] [--follow] [--url URL --email E --password-stdin] [--json]

Prints what was said on a topic, oldest first, a line for each event. Topics: ${topicNames.join(', ')}.

  --from N    from this position on; the last ten events unless told
  --count N   ends after so many events
  --follow    goes on with what is said from now on, until Ctrl-C; a speaker may be away for a minute meanwhile

${feedHelp}

${installationHelp}

Examples:
  popug events tail tasks --from 1 --count 100
  printf '%s' "$PASSWORD" | popug events tail ledger --follow --url http://localhost:8080 --email admin@popug.test --password-stdin
  ${amongServices('events tail ledger --follow')}`

const lastOnes = 10
const eventsAtOnce = 1_000
/** Milliseconds between two looks. */
const lookEvery = 500

/** Milliseconds that a speaker may be away. */
const patience = 60_000

type Read = (...asked: Parameters<typeof readFeedOf>) => Promise<{ readonly items: readonly CloudEvent[] }>

/** Reads feeds, and takes a speaker that is away for one that says nothing, until it was away for too long. */
const patiently = (): Read => {
  let answered = Date.now()
  return async (...asked) => {
    try {
      const read = await readFeedOf(...asked)
      answered = Date.now()
      return read
    } catch (error) {
      const isAway = isUnanswered(error) || (error instanceof Refused && error.status >= 500)
      if (!isAway || Date.now() - answered > patience) throw error
      return { items: [] }
    }
  }
}

const line = ({ position, time, type, data }: CloudEvent): string =>
  `${String(position).padStart(8)}  ${dim(time)}  ${type}  ${JSON.stringify(data)}`

/** Prints the events of a topic. */
export const eventsTail: CliCommand = {
  words: ['events', 'tail'],
  summary: 'prints what was said on a topic',
  help,
  run: async (args) => {
    const own = { from: { type: 'string' }, count: { type: 'string' }, follow: { type: 'boolean' } } as const
    const { values, positionals } = readArguments(args, { ...installationOptions, ...own }, { least: 1, most: 1 })
    const topic = oneOf('The topic', positionals[0], topicNames)
    const from = values.from === undefined ? undefined : wholeNumber('from', values.from, 1)
    let left = values.count === undefined ? Number.POSITIVE_INFINITY : wholeNumber('count', values.count, 1)
    await asAdmin(values, async (admin) => {
      const { head } = await readFeedOf(admin, topic, { limit: 1 })
      let after = from === undefined ? Math.max(0, head - lastOnes) : from - 1
      const read: Read = values.follow ? patiently() : readFeedOf
      while (left > 0) {
        const limit = Math.min(eventsAtOnce, left)
        const { items } = await read(admin, topic, { after, limit })
        for (const event of items) say(values.json ? JSON.stringify(event) : line(event))
        left -= items.length
        after = items.at(-1)?.position ?? after
        if (items.length > 0) continue
        if (!values.follow) return
        await wait(lookEvery)
      }
    })
    return 0
  },
}
