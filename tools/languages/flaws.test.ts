import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { generateLanguages } from '../generate/languages.ts'
import { flawsOf, languageFlaws } from './flaws.ts'

const repository = resolve(import.meta.dirname, '../..')

it('the languages say the same', () => expect(languageFlaws(repository)).toEqual([]))

it('names what a language lacks and what it alone has', () => {
  expect(flawsOf('ru', { a: 'А', d: 'Д' }, { a: 'A', b: { c: 'C' } })).toEqual(['lacks b.c', 'knows d alone'])
  expect(flawsOf('ru', { list: ['А'] } as never, { list: ['A', 'B'] } as never)).toEqual(['lacks list.1'])
})

it('asks each language for its own plural forms', () => {
  const english = { tasks_one: '{{count}} task', tasks_other: '{{count}} tasks' }
  const russian = { tasks_one: 'з', tasks_few: 'з', tasks_many: 'з', tasks_other: 'з' }
  expect(flawsOf('ru', russian, english)).toEqual([])
  expect(flawsOf('ru', { tasks_one: 'з', tasks_few: 'з', tasks_other: 'з' }, english)).toEqual(['lacks tasks_many'])
  expect(flawsOf('en', { tasks_one: 'task' }, { tasks_one: 'task' })).toEqual(['lacks tasks_other'])
  expect(flawsOf('zh', { tasks_other: '任务' }, english)).toEqual([])
})

it('names a text that is empty, or has other gaps than the first language', () => {
  expect(flawsOf('ru', { a: ' ', b: '{{imya}}' }, { a: 'A', b: '{{name}}' })).toEqual([
    'says nothing for a',
    'b has the gaps {{imya}}, not {{name}}',
  ])
})

it('a folder more is a language more, and is told what it lacks', async () => {
  const root = await mkdtemp(join(tmpdir(), 'popug-languages-'))
  onTestFinished(() => rm(root, { recursive: true }))
  await cp(join(repository, 'languages'), join(root, 'languages'), { recursive: true })
  const said: string[] = []
  const generate = (onlyCheck: boolean): boolean => generateLanguages(root, onlyCheck, (line) => said.push(line))
  expect(generate(false)).toBe(true)
  expect(generate(true)).toBe(true)

  await cp(join(root, 'languages/en'), join(root, 'languages/de'), { recursive: true })
  const file = join(root, 'languages/de/ui.json')
  const { cancel: _, ...texts } = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
  await writeFile(file, JSON.stringify(texts))
  await rm(join(root, 'languages/de/letters.json'))
  said.length = 0
  expect(generate(true)).toBe(false)
  expect(said).toContain('differs from its source: packages/contracts/generated/languages.ts')
  expect(said).toContain('languages/de/ui.json: lacks cancel')
  expect(said).toContain('languages/de/letters.json: lacks payout_issued.subject')
  expect(said).not.toContain('languages/de/tasks.json: lacks title')
  generate(false)
  const list = await readFile(join(root, 'packages/contracts/generated/languages.ts'), 'utf8')
  expect(list).toContain("languages = ['en', 'de', 'ru']")
  expect(list).toContain("de: { name: 'Deutsch', format: 'en-GB' }")
})
