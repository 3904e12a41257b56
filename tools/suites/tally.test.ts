import { expect, test } from 'vitest'
import { closingLine, countForgotten, countSuite, type Report, sum } from './tally.ts'

const file = (name: string, statuses: string[], status = statuses.includes('failed') ? 'failed' : 'passed') => ({
  name: `/repo/${name}`,
  status,
  assertionResults: statuses.map((each, index) => ({ fullName: `${name} ${index}`, status: each })),
})
const report = (...testResults: Report['testResults']): Report => ({
  success: testResults.every(({ status }) => status === 'passed'),
  testResults,
})
const count = (given: Report, exitCode = given.success ? 0 : 1) => {
  const { passed, failed } = countSuite('unit', given, exitCode)
  return [passed, failed]
}

test.each<[string, Report, [number, number]]>([
  ['all passed', report(file('a', ['passed', 'passed']), file('b', ['passed'])), [3, 0]],
  ['some failed', report(file('a', ['passed', 'failed']), file('b', ['passed'])), [2, 1]],
  ['skipped counts as failed', report(file('a', ['passed', 'skipped', 'todo', 'pending'])), [1, 3]],
  ['a file that could not be imported', report(file('a', [], 'failed'), file('b', ['passed'])), [1, 1]],
  ['a file without a test', report(file('a', [], 'passed')), [0, 1]],
  ['a hook failed and its tests never ran', report(file('a', ['skipped', 'skipped'], 'failed')), [0, 2]],
  ['a hook failed after its tests had passed', report(file('a', ['passed'], 'failed')), [1, 1]],
  ['no file at all', report(), [0, 0]],
])('%s', (_, given, expected) => {
  expect(count(given)).toEqual(expected)
})

test('an unhandled error fails a suite whose tests all passed', () => {
  expect(count(report(file('a', ['passed'])), 1)).toEqual([1, 1])
})

test('a suite that left no report has failed', () => {
  expect(countSuite('system', null, 137)).toMatchObject({ passed: 0, failed: 1 })
  expect(countSuite('system', null, 137).remarks[0]).toContain('137')
})

test('what did not run is named', () => {
  expect(countSuite('unit', report(file('a', ['skipped'])), 0).remarks).toEqual([
    'did not run (skipped): a 0 in /repo/a',
  ])
})

test('what failed is named with what it said, cut where it says much', () => {
  const loud = report(file('a', ['passed', 'failed']))
  const said = Array.from({ length: 100 }, (_, line) => `line ${line}`).join('\n')
  loud.testResults[0]?.assertionResults.splice(1, 1, { fullName: 'b', status: 'failed', failureMessages: [said] })
  const { failed, remarks } = countSuite('unit', loud, 1)
  expect([failed, remarks.length]).toEqual([1, 1])
  expect(remarks[0]).toMatch(/^failed: b in \/repo\/a line 0\n/)
  expect(remarks[0]).toContain('line 11')
  expect(remarks[0]).not.toContain('line 12')
})

test('a test file no suite ran is a failure', () => {
  const ran = [report(file('tools/a.test.ts', ['passed']))]
  expect(countForgotten(['tools/a.test.ts'], ran).failed).toBe(0)
  expect(countForgotten(['tools/a.test.ts', 'lost/b.test.ts'], ran)).toMatchObject({
    failed: 1,
    remarks: ['no suite ran lost/b.test.ts'],
  })
})

test('suites are summed into the closing line', () => {
  const total = sum([
    { passed: 7, failed: 0, remarks: [] },
    { passed: 5, failed: 2, remarks: ['x'] },
  ])
  expect(closingLine(total)).toBe('12 passed, 2 failed')
  expect(total.remarks).toEqual(['x'])
})
