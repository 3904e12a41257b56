import { resolve } from 'node:path'
import type { Mode } from './generate.ts'
import { generateLanguages } from './languages.ts'

const modes: Readonly<Record<string, Mode>> = { '--check': 'check', '--release': 'release' }
const [asked] = process.argv.slice(2)
const mode = asked === undefined ? 'write' : modes[asked]
if (!mode) throw new Error(`No ${asked}. There are: ${Object.keys(modes).join(', ')}.`)
const root = resolve(import.meta.dirname, '../..')
const languagesAreWell = generateLanguages(root, mode === 'check', console.log)
// Only now, for it reads the programs, and they the languages.
const { generate } = await import('./generate.ts')
if (!(await generate(root, mode, console.log)) || !languagesAreWell) process.exitCode = 1
