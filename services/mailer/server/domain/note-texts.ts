import type { Language } from '@popug/contracts/roles.ts'

interface NoteText {
  /** What a note about one task is called, by the task; and about several, by their number. */
  readonly one: (task: string) => string
  readonly many: (count: string) => string
  readonly headline: { readonly one: string; readonly many: (count: string) => string }
  readonly listed: { readonly one: string; readonly many: string }
  readonly alone: (count: string) => string
  readonly more: (count: string) => string
  readonly tasks: string
  readonly stop: string
  readonly signature: string
}

/** The texts of notes about tasks given. */
export const noteTexts: Readonly<Record<Language, NoteText>> = {
  en: {
    one: (task) => `A task for you: ${task}`,
    many: (count) => `Tasks for you: ${count}`,
    headline: { one: 'A task for you', many: (count) => `${count} tasks` },
    listed: { one: 'This task was given to you:', many: 'These tasks were given to you:' },
    alone: (count) => `Tasks given to you: ${count}. Some of them may be with others again.`,
    more: (count) => `And ${count} more in the same time; some of them may be with others again.`,
    tasks: 'Your tasks',
    stop: 'You get this letter because you asked for it. To stop all letters but those about payouts',
    signature: 'Popug',
  },
  ru: {
    one: (task) => `Задача для вас: ${task}`,
    many: (count) => `Задачи для вас: ${count}`,
    headline: { one: 'Задача для вас', many: (count) => `Задач: ${count}` },
    listed: { one: 'Вам досталась задача:', many: 'Вам достались задачи:' },
    alone: (count) => `Вам досталось задач: ${count}. Часть из них могла снова уйти к другим.`,
    more: (count) => `И ещё ${count} за то же время; часть из них могла снова уйти к другим.`,
    tasks: 'Ваши задачи',
    stop: 'Вы просили присылать такие письма. Чтобы приходили только письма о выплатах',
    signature: 'Ваш Popug',
  },
}
