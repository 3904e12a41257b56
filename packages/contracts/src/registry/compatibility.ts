/**
 * Within a version an event may only gain optional fields. Two kinds of listeners hold us to it: those of today, who read
 * logs of any age (after a restore, in a rebuild, from the dead letters), and those of the release before, who run beside a
 * speaker of today while an installation is upgraded, and put aside what does not fit their schema.
 */
import type { EventKind } from '../events.ts'
import type { Change, ChangeKind } from './changes.ts'
import { compareSchemas } from './compare-schemas.ts'
import type { Released } from './released.ts'
import type { Schema } from './schema.ts'

/** The name of an event's next version: `task.closed.v1` → `task.closed.v2`. */
export const nextVersion = (type: string): string =>
  type.replace(/[.]v(\d+)$/, (_, version: string) => `.v${Number(version) + 1}`)

const cureOf = (kind: ChangeKind, instead: string, release: string): string => {
  switch (kind) {
    case 'removed':
      return `Put it back; ${instead} may do without it.`
    case 'required':
      return `Make it optional, or let ${instead} require it: what was said before does not carry it.`
    case 'widened':
    case 'optional':
      return `Put it back, or say it in ${instead}: listeners of ${release} would refuse it.`
    case 'unclear':
      return `Put it back, or say it in ${instead}: whether both understand each other cannot be told.`
    default:
      return `Put it back, or say it in ${instead}: what was said before would not be understood.`
  }
}

const complaint = (event: string, { at, kind, says }: Change, instead: string, release: string): string =>
  `${event}${at ? `, field \`${at}\`` : ''}: ${says} since ${release}. ${cureOf(kind, instead, release)}`

/** What today's events and envelope break of the last release: each complaint names event, field and cure. */
export const complaintsAbout = (last: Released, kinds: readonly EventKind[], envelope: Schema): string[] => {
  const { release, events } = last
  const today = new Map(kinds.map((kind) => [kind.type, kind]))
  const ofEvents = Object.entries(events).flatMap(([type, { topic, data }]): string[] => {
    const kind = today.get(type)
    const instead = `\`${nextVersion(type)}\``
    if (!kind)
      return [`${type}: has been removed since ${release}. Put it back: logs hold it for good. Nobody has to say it.`]
    const moved = `${type}: stood on \`${topic}\` in ${release}, stands on \`${kind.topic}\` now. Put it back, or say ${instead} there: a log is read by its topic.`
    const changes = compareSchemas(data, kind.data)
    return [
      ...(kind.topic === topic ? [] : [moved]),
      ...changes.map((change) => complaint(type, change, instead, release)),
    ]
  })
  const ofEnvelope = compareSchemas(last.envelope, envelope)
  return [...ofEvents, ...ofEnvelope.map((change) => complaint('envelope', change, 'an optional field', release))]
}
