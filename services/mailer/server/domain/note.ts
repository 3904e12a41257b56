/** What became of a task: given to a person at a moment (epoch milliseconds), or closed. What an old log does not tell is null. */
export type TaskChange =
  | {
      readonly is: 'given'
      readonly taskId: string
      readonly userId: string
      readonly key: string | null
      readonly title: string | null
      readonly at: number
    }
  | { readonly is: 'closed'; readonly taskId: string }

export type Given = Extract<TaskChange, { is: 'given' }>

/** Milliseconds after which an assignment is no news any more: a log that is read late or anew is full of them. */
const stale = 24 * 60 * 60_000

/** With whom tasks are at the end of these changes, as far as that is news; the others are with nobody whom it is to be told. */
export const newsIn = (changes: readonly TaskChange[], now: number): Given[] => {
  const last = new Map(changes.map((change) => [change.taskId, change]))
  return [...last.values()].filter((change) => change.is === 'given').filter(({ at }) => at > now - stale)
}

/** A task as a note lists it. */
export interface ListedTask {
  readonly key: string
  readonly title: string
}

/** What a note tells: the tasks it lists, and how many more were given in its time. */
export interface NoteFacts {
  readonly tasks: readonly ListedTask[]
  readonly more: number
}

/** Of tasks given to one person those that there is room for on the list; the others, and those without a title, are counted. */
export const roomFor = (given: readonly Given[], room: number): { listed: Given[]; more: number } => {
  const listed = given.filter(({ title }) => title !== null).slice(0, Math.max(0, room))
  return { listed, more: given.length - listed.length }
}
