import { commands } from './commands/commands.ts'
import { WrongUsage } from './commands/wrong-usage.ts'
import { complaintLines } from './complaint.ts'

const [name = '', second = '', ...rest] = process.argv.slice(2)
const found = commands.find(({ words }) =>
  words.length === 1 ? words[0] === name : words[0] === name && words[1] === second,
)
const wantsHelp = [name, second, ...rest].some((word) => word === '--help' || word === '-h')

const overview = (): string =>
  [
    'Usage: popug <command> [options]',
    '',
    ...commands.map(({ words, summary }) => `  ${words.join(' ').padEnd(20)} ${summary}`),
    '',
    'popug <command> --help tells more. Codes: 0 well, 1 something was found, 2 wrong usage.',
  ].join('\n')

if (!found) {
  const asked = wantsHelp || name === ''
  ;(asked ? console.log : console.error)(
    asked ? overview() : `Unknown command: ${[name, second].join(' ').trim()}\n\n${overview()}`,
  )
  process.exit(asked ? 0 : 2)
}
if (wantsHelp) {
  console.log(found.help)
  process.exit(0)
}
try {
  await found.run(found.words.length === 1 ? [second, ...rest].filter((word) => word !== '') : rest)
} catch (error) {
  if (error instanceof WrongUsage) {
    console.error(`${error.message}\n\n${found.help}`)
    process.exit(2)
  }
  const lines = complaintLines(error)
  for (const line of lines ?? []) console.error(`✗ ${line}`)
  if (!lines) console.error(error)
  process.exit(1)
}
