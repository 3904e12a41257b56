import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Report } from './tally.ts'

const readReport = async (file: string): Promise<Report | null> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report
  } catch {
    return null // Killed before it could write, or while it wrote: both mean that there is no result.
  }
}

/** Runs one of vitest's projects printing what it says as it says it, and answers its report and exit code. */
export const runVitest = async (
  root: string,
  project: string,
  print: (chunk: string) => void,
): Promise<{ report: Report | null; code: number }> => {
  const folder = await mkdtemp(join(tmpdir(), 'popug-report-'))
  const file = join(folder, 'report.json')
  try {
    const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json']
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/vitest/vitest.mjs'), ...args, `--outputFile.json=${file}`],
      { cwd: root, env: process.env, stdio: ['ignore', 'pipe', 'pipe'] },
    )
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print)
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (exit) => resolve(exit ?? 1))
    })
    return { report: await readReport(file), code }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
