import { formatTag } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'
import { type Letter, oneLine } from './letter.ts'
import { letterHtml } from './letter-html.ts'
import { fill, textsIn } from './letter-texts.ts'
import type { NoteFacts } from './note.ts'

/** What a note is written from: where the person's tasks are, and where the person says that they want no more of these. */
export interface NoteLetterFacts extends NoteFacts {
  readonly name: string
  readonly tasksPage: string
  readonly stopPage: string
}

/** Writes a note about tasks given, in the person's language. */
export const writeNote = ({ name, tasks, more, tasksPage, stopPage }: NoteLetterFacts, language: Language): Letter => {
  const { note: texts, greeting: hello, signature } = textsIn(language)
  const { format } = new Intl.NumberFormat(formatTag(language))
  const list = tasks.map(({ key, title }) => oneLine(`${key} ${title}`))
  const [only] = list
  const isOne = list.length === 1 && more === 0
  const count = format(list.length + more)
  const subject = isOne && only !== undefined ? fill(texts.one, { task: only }) : fill(texts.many, { count })
  const headline = isOne ? texts.headline.one : fill(texts.headline.many, { count })
  const greeting = fill(hello, { name: oneLine(name) })
  const first = list.length === 0 ? fill(texts.alone, { count }) : isOne ? texts.listed.one : texts.listed.many
  const rest = list.length > 0 && more > 0 ? [fill(texts.more, { count: format(more) })] : []
  const links = [
    { label: texts.tasks, href: tasksPage },
    { label: texts.stop, href: stopPage },
  ]
  const [toTasks, toStop] = links.map(({ label, href }) => `${label}: ${href}`)
  const parts = [greeting, first, ...(list.length > 0 ? [list.map((task) => `- ${task}`).join('\n')] : []), ...rest]
  return {
    subject,
    text: `${[...parts, toTasks, signature, toStop].join('\n\n')}\n`,
    html: letterHtml({
      language,
      subject,
      headline,
      greeting,
      paragraphs: [first, ...rest, signature],
      statement: null,
      list,
      links,
    }),
  }
}
