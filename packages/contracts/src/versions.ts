import type { DataOf, EventKind, HeardDataOf } from './events.ts'

/** A version of an event that a listener understands, and what it hears in the words of the newest one. */
export interface Version {
  readonly kind: EventKind
  readonly asHeard: (data: unknown) => unknown
}

/** All versions of an event that logs may hold, the newest first: the one place where old events become new ones. */
export const versionsOf = (newest: EventKind): readonly Version[] => {
  const versions: Version[] = [{ kind: newest, asHeard: (data) => data }]
  for (let { before } = newest, later = versions[0]?.asHeard; before && later; before = before.kind.before) {
    const { kind, upcast } = before
    const toNewest = later
    later = (data) => toNewest(upcast(data as never))
    versions.push({ kind, asHeard: later })
  }
  return versions
}

/** What an event of this type tells whoever hears `kind`; undefined where it is another event. */
export const heardAs = <K extends EventKind>(kind: K, { type, data }: { type: string; data: unknown }) =>
  versionsOf(kind)
    .find((version) => version.kind.type === type)
    ?.asHeard(data as DataOf<K>) as HeardDataOf<K> | undefined
