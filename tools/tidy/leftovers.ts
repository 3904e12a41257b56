import { isCode, isTest, type SourceFile } from './repository.ts'

type Rule = { pattern: RegExp; says: string; where: (path: string) => boolean }

const everywhere = (): boolean => true
/** Inside an image every machine is the same one. */
const outsideImages = (path: string): boolean => !path.startsWith('deploy/')
/** What runs in both modes: a service knows no difference, the kit does. */
const inServers = (path: string): boolean => /^services\/[^/]+\/server\/(?!testing\/)/.test(path) && !isTest(path)
const inDomain = (path: string): boolean => /^services\/[^/]+\/server\/domain\//.test(path) && !isTest(path)

// The patterns are put together from halves, so that this file does not break its own rules.
const word = (...halves: string[]): string => halves.join('')
const notes = new RegExp(`\\b(${[word('FIX', 'ME'), word('TO', 'DO'), word('XX', 'X')].join('|')})\\b`)
const places = new RegExp(
  `["'\`\\s(=:](${['work', 'root', 'tmp', 'home', 'Users'].map((name) => `/${name}/`).join('|')})`,
)
const registries = new RegExp(
  [
    word('registry', '\\.npmjs'),
    word('registry', '\\.yarnpkg'),
    word('npm', '\\.pkg\\.github'),
    word('artifact', 'ory'),
  ].join('|'),
)
const resolved = new RegExp(`"${word('resol', 'ved')}": "https?:`)

const rules: readonly Rule[] = [
  { pattern: notes, says: 'a note to oneself; do it or write an issue', where: everywhere },
  {
    pattern: /\b(test|it|describe|suite)\.(only|skip|skipIf|runIf|todo|fails)\b/,
    says: 'a test that does not run',
    where: isTest,
  },
  { pattern: places, says: 'a path of one machine', where: outsideImages },
  { pattern: registries, says: 'the host of a registry', where: everywhere },
  { pattern: resolved, says: 'the host of a registry', where: (path) => path.endsWith('package-lock.json') },
  { pattern: /@ts-(ignore|nocheck)/, says: 'a silenced type checker', where: isCode },
  { pattern: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/, says: 'a clock or chance in domain/', where: inDomain },
  {
    pattern: /\bdialect\.(shared|name)\b/,
    says: 'a branch on the database, which is the kit’s to make',
    where: inServers,
  },
]

/** Refuses what should not have been left in the text: notes, tests that do not run, machine paths, registries. */
export const leftovers = (files: readonly SourceFile[]): string[] =>
  files.flatMap(({ path, text }) => {
    const applying = rules.filter(({ where, pattern }) => where(path) && pattern.test(text))
    return applying.flatMap(({ pattern, says }) =>
      text
        .split('\n')
        .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${says}: ${line.trim()}`] : [])),
    )
  })
