import { buildFrontends } from '../build/frontends.ts'
import { checks } from '../check/checks.ts'
import { runChecks } from '../check/run-checks.ts'
import { runCommand } from '../setup/run-command.ts'
import { ensureChromium } from './chromium.ts'
import { buildImages, ensureDocker, NoDocker, removeImages } from './docker.ts'
import { ensureServers } from './servers.ts'
import { countForgotten, type Report, sum, type Tally } from './tally.ts'
import { runSuite } from './vitest-suite.ts'

/** The suites of every change in the order they run: what is quick to fail comes first. */
export const suiteNames = ['check', 'unit', 'web', 'servers', 'system', 'faults'] as const
/** Those, and what is asked for by name: what takes long, and containers, for which a machine must have an engine. */
export const allSuiteNames = [...suiteNames, 'databases', 'docker'] as const
export type SuiteName = (typeof allSuiteNames)[number]

type Ran = Tally & { report?: Report }

const say = (line: string): void => console.log(line)
const nothing: Tally = { passed: 0, failed: 0, remarks: [] }

const vitestSuite = async (root: string, name: SuiteName): Promise<Ran> => {
  const ran = await runSuite(root, name, (chunk) => process.stdout.write(chunk))
  if (ran.report?.testResults.length === 0) say(`${name}: no test files`)
  return ran
}

const attempt = async (name: string, work: () => Promise<unknown>): Promise<Tally> => {
  try {
    await work()
    say(`✓ ${name}`)
    return { ...nothing, passed: 1 }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    say(`✗ ${name}\n${reason}`)
    return { passed: 0, failed: 1, remarks: [`${name}: ${reason.split('\n')[0]}`] }
  }
}

/** Suites over a real database and a real broker need them to be there. */
const serversSuite = async (root: string, name: SuiteName): Promise<Ran> => {
  const ready = await attempt('MariaDB, RabbitMQ, nginx and Prometheus', () => ensureServers(say))
  if (ready.failed > 0) return { ...ready, remarks: [...ready.remarks, `${name}: not run, see above`] }
  const ran = await vitestSuite(root, name)
  return { ...ran, ...sum([ready, ran]) }
}

/** Whole programs are tested with their pages in a browser, so both must be there before. */
const systemSuite = async (root: string): Promise<Ran> => {
  const ready = sum([
    await attempt('a browser', async () => {
      process.env.CHROMIUM_PATH = await ensureChromium(say)
    }),
    await attempt('the servers', () => ensureServers(say)),
    await attempt('the frontends are built', () => buildFrontends(root, { say })),
  ])
  if (ready.failed > 0) return { ...ready, remarks: [...ready.remarks, 'system: not run, see above'] }
  const ran = await vitestSuite(root, 'system')
  return { ...ran, ...sum([ready, ran]) }
}

/** The containers of compose.yaml, and a working day on them. Where no engine can be had nothing is counted, and that is said. */
const dockerSuite = async (root: string): Promise<Ran> => {
  try {
    await ensureDocker(say)
  } catch (error) {
    if (!(error instanceof NoDocker)) throw error
    return { ...nothing, remarks: [`docker: NOT RUN, no engine for containers can be had here: ${error.message}`] }
  }
  const tag = `test-${process.pid}`
  const built = await attempt('the images are built', () => buildImages(tag))
  if (built.failed > 0) return built
  process.env.POPUG_VERSION = tag
  try {
    const ran = await vitestSuite(root, 'docker')
    return { ...ran, ...sum([built, ran]) }
  } finally {
    await removeImages(tag)
  }
}

const suites: Record<SuiteName, (root: string) => Promise<Ran>> = {
  check: (root) => runChecks(root, checks(root), say),
  unit: (root) => vitestSuite(root, 'unit'),
  web: (root) => vitestSuite(root, 'web'),
  servers: (root) => serversSuite(root, 'servers'),
  faults: (root) => serversSuite(root, 'faults'),
  databases: (root) => serversSuite(root, 'databases'),
  system: systemSuite,
  docker: dockerSuite,
}

const testFiles = async (root: string): Promise<string[]> => {
  const { code, output } = await runCommand('git', ['ls-files', '-co', '--exclude-standard'], { cwd: root })
  if (code !== 0) throw new Error(`git could not list the test files: ${output.trim()}`)
  const isAskedFor = (file: string): boolean => /^tests\/(databases|containers)\//.test(file)
  return output.split('\n').filter((file) => /[.]test[.]tsx?$/.test(file) && !isAskedFor(file))
}

/** Runs the named suites one after the other and answers what they counted together. */
export const runSuites = async (root: string, names: readonly SuiteName[]): Promise<Tally> => {
  const ran: Ran[] = []
  for (const name of names) {
    say(`\n── ${name} ──`)
    const begun = Date.now()
    const result = await suites[name](root)
    const time = `${((Date.now() - begun) / 1000).toFixed(1)} s`
    say(`── ${name}: ${result.passed} passed, ${result.failed} failed in ${time} ──`)
    ran.push(result)
  }
  const everything = suiteNames.every((name) => names.includes(name))
  const reports = ran.flatMap(({ report }) => (report ? [report] : []))
  const forgotten = everything ? countForgotten(await testFiles(root), reports) : nothing
  return sum([...ran, forgotten])
}
