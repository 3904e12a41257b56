import { describe, expect, test } from 'vitest'
import { missingDocstrings } from './docstrings.ts'
import { leftovers } from './leftovers.ts'
import { grabBagNames, oddNames } from './names.ts'
import { incompleteReadmes } from './service-folders.ts'
import { longFiles, tooManyLongFiles } from './sizes.ts'

const file = (path: string, text = '') => ({ path, text })
const lines = (count: number): string => 'x\n'.repeat(count)
const command = 'services/tasks/server/commands/close-task.ts'

describe('names', () => {
  test.each(['services/tasks/server/closeTask.ts', 'docs/Some_Page.md', 'tools/Big/one.ts', 'tools/a--b.ts', 'a b.ts'])(
    '%s is odd',
    (path) => expect(oddNames([path])).toHaveLength(1),
  )
  test.each([
    command,
    'services/tasks/README.md',
    'docs/README.ru.md',
    '.ci/run',
    '.dependency-cruiser.cjs',
    'docs/0001-why.md',
    'a.d.mts',
  ])('%s is fine', (path) => expect(oddNames([path])).toEqual([]))
  test.each([
    'packages/service-kit/src/utils.ts',
    'services/tasks/server/helpers/x.ts',
    'a/types.ts',
    'a/common.test.ts',
  ])('%s says nothing', (path) => expect(grabBagNames([path])).toHaveLength(1))
  test('a name that only contains such a word is fine', () => {
    expect(grabBagNames(['packages/contracts/src/event-types.ts', 'tools/commonly.ts'])).toEqual([])
  })
})

describe('sizes', () => {
  test('a source ends at 250 lines, a test at 400', () => {
    expect(longFiles([file('a.ts', lines(250)), file('a.test.ts', lines(400)), file('a.md', lines(900))], {})).toEqual(
      [],
    )
    expect(longFiles([file('a.ts', lines(251))], {})).toEqual(['a.ts: 251 lines, more than 250'])
    expect(longFiles([file('a.test.tsx', lines(401))], {})).toHaveLength(1)
  })
  test('an exception holds while it is needed', () => {
    const exceptions = { 'a.ts': 'one table' }
    expect(longFiles([file('a.ts', lines(300))], exceptions)).toEqual([])
    expect(longFiles([file('a.ts', lines(200))], exceptions)).toHaveLength(1)
  })
  test('nine in ten are within 150', () => {
    const nine = Array.from({ length: 9 }, (_, index) => file(`${index}.ts`, lines(150)))
    expect(tooManyLongFiles([...nine, file('long.ts', lines(151))])).toEqual([])
    expect(tooManyLongFiles([...nine, file('long.ts', lines(151)), file('longer.ts', lines(200))])).toHaveLength(1)
  })
})

describe('leftovers', () => {
  // Put together from halves, for these files are read by the rules too.
  const halves = (...parts: string[]): string => parts.join('')
  test.each([
    [command, halves('// FIX', 'ME later')],
    ['docs/page.md', halves('TO', 'DO: write')],
    [command, halves('// XX', 'X')],
    ['a.test.ts', halves('test.on', "ly('x')")],
    ['a.test.ts', halves('describe.sk', "ip('x')")],
    ['a.test.ts', halves('it.to', "do('x')")],
    ['a.test.ts', halves('it.run', "If(isHere)('x')")],
    [command, halves("open('/wo", "rk/main/x')")],
    ['docs/page.md', halves('see /ro', 'ot/x')],
    [command, halves('`/tm', 'p/x`')],
    ['package.json', halves('https://regis', 'try.npmjs.org/x')],
    ['package-lock.json', halves('"resol', 'ved": "https://example.org/x.tgz"')],
    [command, halves('// @ts-ig', 'nore')],
    ['services/tasks/server/domain/task.ts', 'const at = Date.now()'],
    ['services/tasks/server/domain/task.ts', 'const at = new Date()'],
    ['services/tasks/server/domain/task.ts', 'const pick = Math.random()'],
    ['services/mailer/server/service.ts', 'if (!database.dialect.shared) return'],
    [command, "if (db.dialect.name === 'mysql') return"],
  ])('in %s: %s', (path, line) => {
    expect(leftovers([file(path, `first\n${line}\n`)])).toEqual([expect.stringContaining(`${path}:2: `)])
  })
  test.each([
    [command, 'const at = Date.now()'],
    ['services/tasks/server/domain/task.ts', 'const at = new Date(now)'],
    [command, 'const method = "todo"'],
    [command, "join(tmpdir(), 'x')"],
    [command, "route('/tasks/api/work/items')"],
    ['package-lock.json', '"resolved": "packages/contracts"'],
  ])('not in %s: %s', (path, line) => {
    expect(leftovers([file(path, line)])).toEqual([])
  })
})

describe('docstrings', () => {
  test.each([
    'export const closeTask = async () => {}',
    'export function closeTask() {}',
    'export async function closeTask() {}',
    '// not a docstring\nexport const closeTask = () => 1',
    '/** */\nexport const closeTask = () => 1',
    'export const closeTask: Command = async (ctx) => ctx',
  ])('is missing: %s', (text) => {
    expect(missingDocstrings([file(command, text)])).toEqual([`${command}: closeTask has no docstring`])
  })
  test.each([
    '/** Closes a task. */\nexport const closeTask = () => 1',
    '/** Closes a task. */\nexport function closeTask(a: string): void\nexport function closeTask(a: unknown) {}',
    'const inner = () => 1',
    'export const limit = 5',
    'export type Close = () => void',
  ])('is not missing: %s', (text) => {
    expect(missingDocstrings([file(command, text)])).toEqual([])
  })
  test('is asked of packages and servers, not of pages or tests', () => {
    const text = 'export const page = () => 1'
    expect(missingDocstrings([file('services/tasks/web/page.tsx', text), file(`${command}.test.ts`, text)])).toEqual([])
    expect(missingDocstrings([file('packages/ui-kit/src/page.tsx', text)])).toHaveLength(1)
  })
})

describe('folders of services', () => {
  const readme = (headings: string[]) => [file('services/tasks/README.md', headings.map((h) => `## ${h}\n`).join('\n'))]
  test('a README has the five headings in order', () => {
    const five = ['Owns', 'Says', 'Hears', 'Answers', 'Shows']
    expect(incompleteReadmes(['tasks'], readme(five))).toEqual([])
    expect(incompleteReadmes(['tasks'], readme(five.slice(1)))).toHaveLength(1)
    expect(incompleteReadmes(['tasks'], readme([...five].reverse()))).toHaveLength(1)
    expect(incompleteReadmes(['tasks'], [])).toEqual(['services/tasks/README.md: is missing'])
  })
})
