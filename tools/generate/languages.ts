import { join } from 'node:path'
import { aboutFile, languageFolders, textsOf } from '../languages/catalogues.ts'
import { languageFlaws } from '../languages/flaws.ts'
import { write } from './write.ts'

const madeBy =
  '// Made by `npm run generate` from the folders of languages/; a check compares it. Change those instead.\n'

const nameOf = (language: string): string => {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

const keyOf = (language: string): string => (language.includes('-') ? quoted(language) : language)
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

const languageList = (root: string, languages: readonly string[]): string => {
  const about = languages.map((language) => {
    const told = { name: nameOf(language), format: language, ...(textsOf(root, language, aboutFile) as object) }
    return `  ${keyOf(language)}: { name: ${quoted(told.name)}, format: ${quoted(told.format)} },`
  })
  return `${madeBy}
export const languages = [${languages.map(quoted).join(', ')}] as const

/** What each calls itself, and the tag by which Intl writes its days and numbers. */
export const aboutLanguages = {
${about.join('\n')}
} as const
`
}

/** A module with one file of every language in it, for programs that are one bundle. */
const textsOfAll = (languages: readonly string[], file: string, name: string, up: string): string => {
  const variable = (language: string): string => language.replaceAll('-', '_')
  const imports = languages.map(
    (language) => `import ${variable(language)} from '${up}languages/${language}/${file}' with { type: 'json' }`,
  )
  const entries = languages.map((language) =>
    keyOf(language) === variable(language) ? `  ${language},` : `  ${keyOf(language)}: ${variable(language)},`,
  )
  return `${madeBy}${imports.join('\n')}\n\nexport const ${name} = {\n${entries.join('\n')}\n} as const\n`
}

const modules = (root: string): Readonly<Record<string, string>> => {
  const languages = languageFolders(root)
  return {
    'packages/contracts/generated/languages.ts': languageList(root, languages),
    'services/mailer/server/domain/generated/letters.ts': textsOfAll(
      languages,
      'letters.json',
      'letters',
      '../'.repeat(5),
    ),
    'apps/bank/generated/words.ts': textsOfAll(languages, 'bank.json', 'words', '../'.repeat(3)),
  }
}

/**
 * Makes (or, where nothing is to be written, checks) what programs know of the languages that have a folder: the list of
 * them, and the texts that servers speak. Says what a language lacks, and answers whether all is well. It comes before
 * everything else is made, and knows nothing of the programs: with a folder just taken away they could not be read.
 */
export const generateLanguages = (root: string, onlyCheck: boolean, say: (line: string) => void): boolean => {
  const stale = Object.entries(modules(root)).filter(([path, text]) => write(join(root, path), text, !onlyCheck))
  for (const [path] of stale) say(`${onlyCheck ? 'differs from its source' : 'written'}: ${path}`)
  if (onlyCheck && stale.length > 0) say('Run `npm run generate` and commit what it writes.')
  const flaws = languageFlaws(root)
  flaws.forEach(say)
  return flaws.length === 0 && !(onlyCheck && stale.length > 0)
}
