import { complaintLines } from '../complaint.ts'
import { commands } from './commands.ts'
import { WrongUsage } from './wrong-usage.ts'

const overview = (): string =>
  [
    'Usage: popug <command> [options]',
    '',
    ...commands.map(({ words, summary }) => `  ${words.join(' ').padEnd(20)} ${summary}`),
    '',
    'popug <command> --help tells more. Codes: 0 well, 1 something was found, 2 wrong usage, 3 not all could be checked.',
  ].join('\n')

/** Runs the command that the words name, and answers the code to end with; what can be mended is said plainly. */
export const runCommandLine = async (words: readonly string[]): Promise<number> => {
  const [name = '', second = ''] = words
  const found = commands.find((command) => command.words.every((word, index) => words[index] === word))
  const wantsHelp = words.includes('--help') || words.includes('-h')
  if (!found) {
    const isQuestion = wantsHelp || name === ''
    if (isQuestion) console.log(overview())
    else console.error(`Unknown command: ${[name, second].join(' ').trim()}\n\n${overview()}`)
    return isQuestion ? 0 : 2
  }
  if (wantsHelp) {
    console.log(found.help)
    return 0
  }
  try {
    return await found.run(words.slice(found.words.length))
  } catch (error) {
    if (error instanceof WrongUsage) {
      console.error(`${error.message}\n\n${found.help}`)
      return 2
    }
    const lines = complaintLines(error)
    for (const line of lines ?? []) console.error(`✗ ${line}`)
    if (!lines) console.error(error)
    return 1
  }
}
