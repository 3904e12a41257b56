/** How many tests held and how many did not, and a remark on each that did not: said once more at the end, where a long output is looked at first. */
export type Tally = { passed: number; failed: number; remarks: string[] }

/** What vitest's JSON reporter writes, as far as counting needs it. */
export type Report = {
  success: boolean
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { fullName: string; status: string; failureMessages?: string[] }[]
  }[]
}

/** Adds tallies up. */
export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failed: tallies.reduce((total, { failed }) => total + failed, 0),
  remarks: tallies.flatMap(({ remarks }) => remarks),
})

/** Longer messages are cut in a remark: whole values and stacks stand where the test failed. */
const remarkLines = 12

const shortened = (messages: readonly string[] = []): string =>
  messages
    .flatMap((message) => message.split('\n'))
    .slice(0, remarkLines)
    .join('\n    ')

const countFile = ({ name, status, message, assertionResults }: Report['testResults'][number]): Tally => {
  const passed = assertionResults.filter((test) => test.status === 'passed').length
  const failed = assertionResults.filter((test) => test.status === 'failed')
  // Neither passed nor failed: skipped, pending, to do. A test that does not run shows nothing, so it counts as failed.
  const idle = assertionResults.filter((test) => test.status !== 'passed' && test.status !== 'failed')
  const remarks = [
    ...failed.map((test) => `failed: ${test.fullName} in ${name} ${shortened(test.failureMessages)}`.trim()),
    ...idle.map((test) => `did not run (${test.status}): ${test.fullName} in ${name}`),
  ]
  if (assertionResults.length === 0) remarks.push(`ran no test: ${name} ${message ?? ''}`.trim())
  // A file may fail around its tests: at import, or in a hook.
  const outside = status === 'failed' && remarks.length === 0
  if (outside) remarks.push(`failed outside its tests: ${name} ${message ?? ''}`.trim())
  return { passed, failed: remarks.length, remarks }
}

/** Counts one suite: a report that is missing, a file that ran nothing and an exit code nothing explains are failures. */
export const countSuite = (suite: string, report: Report | null, exitCode: number): Tally => {
  if (!report) return { passed: 0, failed: 1, remarks: [`${suite}: ended with code ${exitCode} and left no report`] }
  const counted = sum(report.testResults.map(countFile))
  if (counted.failed > 0 || (exitCode === 0 && report.success)) return counted
  const remark = `${suite}: every test passed, yet it ended with code ${exitCode} (an error outside the tests)`
  return { ...counted, failed: 1, remarks: [...counted.remarks, remark] }
}

/** Counts the test files of the repository that no suite ran: a folder the suites' patterns do not reach. */
export const countForgotten = (testFiles: readonly string[], reports: readonly Report[]): Tally => {
  const ran = reports.flatMap(({ testResults }) => testResults.map(({ name }) => name))
  const forgotten = testFiles.filter((file) => !ran.some((name) => name.endsWith(`/${file}`)))
  return { passed: 0, failed: forgotten.length, remarks: forgotten.map((file) => `no suite ran ${file}`) }
}

/** The line everything ends with. */
export const closingLine = ({ passed, failed }: Tally): string => `${passed} passed, ${failed} failed`
