import { resolve } from 'node:path'
import { generate, type Mode } from './generate.ts'

const modes: Readonly<Record<string, Mode>> = { '--check': 'check', '--release': 'release' }
const [asked] = process.argv.slice(2)
const mode = asked === undefined ? 'write' : modes[asked]
if (!mode) throw new Error(`No ${asked}. There are: ${Object.keys(modes).join(', ')}.`)
if (!(await generate(resolve(import.meta.dirname, '../..'), mode, console.log))) process.exitCode = 1
