import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countSuite, type Report, type Tally } from './tally.ts'

const readReport = async (file: string): Promise<Report | null> => {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Report
  } catch {
    return null // Killed before it could write, or while it wrote: both mean that there is no result.
  }
}

interface VitestRun {
  readonly report: Report | null
  readonly code: number
}

/** Runs one of vitest's projects, or some files of it, printing what it says as it says it, and answers its report and exit code. */
export const runVitest = async (
  root: string,
  project: string,
  print: (chunk: string) => void,
  files: readonly string[] = [],
): Promise<VitestRun> => {
  const folder = await mkdtemp(join(tmpdir(), 'popug-report-'))
  const file = join(folder, 'report.json')
  try {
    const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', ...files]
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

/** More failed files than these have a cause that another run does not take away. */
const mostUnsteady = 3

const failedFiles = ({ testResults }: Report): string[] =>
  testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)

/**
 * Runs a project and counts it. Where a few files failed, those run once more, alone: a machine that is busy with something else
 * makes a whole system late now and then. What passes only then is counted as passed, and named in a remark, for it wants
 * mending; what fails twice has failed. An error outside of the tests is not looked at twice.
 */
export const runSuite = async (
  root: string,
  name: string,
  print: (chunk: string) => void,
): Promise<Tally & { report?: Report }> => {
  let outside = false
  const first = await runVitest(root, name, (chunk) => {
    outside ||= chunk.includes('Unhandled')
    print(chunk)
  })
  const { report, code } = first
  const counted = { ...countSuite(name, report, code), ...(report && { report }) }
  const files = report && !outside ? failedFiles(report) : []
  if (!report || files.length === 0 || files.length > mostUnsteady) return counted
  print(`\n${name}: what failed runs once more, alone: ${files.join(', ')}\n`)
  const second = await runVitest(root, name, print, files)
  const again = countSuite(name, second.report, second.code)
  if (again.failed > 0) return counted
  const others = { success: true, testResults: report.testResults.filter((file) => !files.includes(file.name)) }
  const steady = countSuite(name, others, 0)
  const remarks = counted.remarks.filter((remark) => !steady.remarks.includes(remark))
  return {
    passed: steady.passed + again.passed,
    failed: steady.failed,
    remarks: [...steady.remarks, ...remarks.map((remark) => `unsteady, passed when it ran again: ${remark}`)],
    report,
  }
}
