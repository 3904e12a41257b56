import { runCommandLine } from './commands/command-line.ts'

// Whoever reads may have seen enough: popug events tail tasks --follow | head.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})
process.exitCode = await runCommandLine(process.argv.slice(2))
