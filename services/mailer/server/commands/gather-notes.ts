/**
 * Notes about tasks given, gathered so that many at once are one letter:
 *
 *     first task ──► letter queued for the end of the window ──► more tasks join it ──► window over: it is written and sent
 *
 * Invariants
 * - A person has at most one note that is being gathered, so at most one letter a window, however many tasks there are.
 * - Rows are bounded by people: a note lists so many tasks (`NOTE_TASKS`) and counts the rest.
 * - A task that is given to somebody else, or closed, before the letter is written is taken off the list.
 *
 * Whether the person still wants notes is looked at again when the letter is written (take-note.ts).
 */
import { newId } from '@popug/service-kit'
import { choiceRepository } from '../db/choice-repository.ts'
import { mailRepository } from '../db/mail-repository.ts'
import { noteRepository } from '../db/note-repository.ts'
import { type Given, newsIn, roomFor, type TaskChange } from '../domain/note.ts'
import type { Command, CommandContext } from '../world.ts'
import { unsent } from './queue-mails.ts'

const minute = 60_000

const byPerson = (news: readonly Given[]): Map<string, Given[]> => {
  const people = new Map<string, Given[]>()
  for (const one of news) {
    const given = people.get(one.userId)
    if (given) given.push(one)
    else people.set(one.userId, [one])
  }
  return people
}

/** Queues a letter for each of these people, to be written when the window is over; answers its ids by person. */
const openNotes = async (ctx: CommandContext, userIds: readonly string[]): Promise<Map<string, string>> => {
  const { NOTE_WINDOW, CURRENCY } = ctx.settings
  const ids = new Map(userIds.map((userId) => [userId, newId(ctx.now)]))
  await mailRepository(ctx.db).add(
    [...ids].map(([userId, id]) => ({
      ...unsent,
      id,
      userId,
      payoutId: id,
      kind: 'tasks_assigned',
      amountMinor: 0,
      currency: CURRENCY,
      day: new Date(ctx.now).toISOString().slice(0, 10),
      reason: null,
      nextAttemptAt: ctx.now + NOTE_WINDOW * minute,
      createdAt: ctx.now,
    })),
  )
  return ids
}

/** Adds what was given to the notes of those who want them; takes off the lists what is no longer with them. */
export const gatherNotes: Command<readonly TaskChange[], void> = async (ctx, changes) => {
  const notes = noteRepository(ctx.db)
  await notes.strike([...new Set(changes.map(({ taskId }) => taskId))])
  const news = byPerson(newsIn(changes, ctx.now))
  const wanting = await choiceRepository(ctx.db).wantingNotes([...news.keys()])
  if (wanting.size === 0) return
  const people = [...wanting].sort()
  const open = await notes.openForUpdate(people)
  const opened = await openNotes(
    ctx,
    people.filter((userId) => !open.has(userId)),
  )
  const gathered = people.map((userId) => {
    const note = open.get(userId) ?? { userId, mailId: opened.get(userId) ?? '', more: 0, listed: 0 }
    const { listed, more } = roomFor(news.get(userId) ?? [], ctx.settings.NOTE_TASKS - note.listed)
    return { userId, mailId: note.mailId, more: note.more + more, listed }
  })
  await notes.save(gathered.map(({ userId, mailId, more }) => ({ userId, mailId, more })))
  await notes.list(
    gathered.flatMap(({ listed }) =>
      listed.map(({ userId, taskId, key, title, at }) => ({
        userId,
        taskId,
        taskKey: (key ?? '').slice(0, 40),
        title: (title ?? '').slice(0, 200),
        givenAt: at,
      })),
    ),
  )
}
