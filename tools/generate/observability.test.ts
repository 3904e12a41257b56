import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { anyone } from '@popug/contracts/roles.ts'
import { route } from '@popug/contracts/route.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { startTestProgram, type TestProgram, until } from '@popug/service-kit/testing'
import { Type } from 'typebox'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { services } from '../../apps/embedded/services.ts'
import { readComposeFile } from '../compose/compose-file.ts'
import { panels } from './dashboard-panels.ts'

const folder = resolve(import.meta.dirname, '../../deploy/observability')
const read = (file: string): string => readFileSync(resolve(folder, file), 'utf8')

/** What Prometheus adds by itself. */
const own = ['up', 'ALERTS']

/** What RabbitMQ gives, by its labels; a real one is asked in tests/operations/prometheus.test.ts. */
const ofTheBroker: Readonly<Record<string, readonly string[]>> = {
  rabbitmq_queue_messages: ['queue'],
  rabbitmq_alarms_memory_used_watermark: [],
  rabbitmq_alarms_free_disk_space_watermark: [],
}

/** The names of metrics in a question to Prometheus. */
const metricsIn = (text: string): string[] => text.match(/\b(popug|nodejs|process|rabbitmq)_[a-z0-9_]+\b/g) ?? []

/** An answer of `/metrics`: names and the labels that each has. */
let given: Map<string, Set<string>>
let program: TestProgram<never>

beforeAll(async () => {
  // Accounts says and hears; its metrics are those of all the others.
  const accounts = services.find(({ name }) => name === 'accounts')
  if (!accounts) throw new Error('there are no accounts')
  program = await startTestProgram(accounts as never)
  const metrics = route({
    name: 'metrics',
    service: 'accounts',
    method: 'GET',
    path: '/../metrics',
    who: anyone,
    summary: '',
    answer: Type.Unknown(),
  })
  let text = ''
  // A request is counted once it is answered; and how a service stands is left out where its database or a speaker
  // did not say so in time, as on a busy machine.
  const late = ['popug_http_request_seconds_count', 'popug_topic_head', 'popug_subscription_lag_seconds']
  await until('accounts tells how it stands, and of a request', async () => {
    text = (await program.nobody().call(metrics)).text
    return late.every((name) => text.includes(`\n${name}{`))
  })
  given = new Map(Object.entries(ofTheBroker).map(([name, labels]) => [name, new Set(labels)]))
  for (const [, name = '', labels = ''] of text.matchAll(/^([a-z][a-z0-9_]*)(?:\{(.*)\})? /gm)) {
    const known = given.get(name) ?? new Set<string>()
    for (const [, label = ''] of labels.matchAll(/([a-z_]+)="/g)) known.add(label)
    given.set(name, known)
  }
})
afterAll(() => program?.stop())

const rules = read('alerts.yml')
const questions: [string, string][] = [
  ...panels.flatMap(({ title, asks }) => asks.map(([expr]): [string, string] => [title, expr])),
  ['the alert rules', rules],
]

it.each(questions)('%s asks for what services give', (_title, text) => {
  const unknown = metricsIn(text).filter((name) => !given.has(name))
  expect(unknown).toEqual([])
  expect(metricsIn(text).length + own.filter((name) => new RegExp(`\\b${name}\\b`).test(text)).length).toBeGreaterThan(
    0,
  )
})

it('what is summed or chosen by a label has that label', () => {
  const chosen = panels.flatMap(({ asks }) => asks.map(([expr]) => expr)).concat(rules.split('- alert:'))
  for (const text of chosen) {
    const labels = [...text.matchAll(/by \(([a-z_, ]+)\)/g)].flatMap(([, list = '']) => list.split(', '))
    const known = new Set(metricsIn(text).flatMap((name) => [...(given.get(name) ?? [])]))
    for (const label of labels) expect([text, known.has(label) || label === 'service']).toEqual([text, true])
  }
})

it('everybody who is asked stands in a network with Prometheus', () => {
  const { services: containers } = readComposeFile({ POPUG_DEMO: '1' })
  const [, names = ''] = /names: \[([a-z, ]+)\]/.exec(read('prometheus.yml')) ?? []
  const [, broker = ''] = /targets: \[([a-z]+):15692\]/.exec(read('prometheus.yml')) ?? []
  const asked = [...names.split(', '), broker]
  expect(asked).toEqual([...serviceNames, 'rabbitmq'])
  const apart = asked.filter(
    (name) => !containers[name]?.networks?.some((one) => containers.prometheus?.networks?.includes(one)),
  )
  expect(apart).toEqual([])
})

it('every service is asked, and missed when it has gone', () => {
  const asked = /names: \[([a-z, ]+)\]/.exec(read('prometheus.yml'))?.[1]?.split(', ')
  expect(asked).toEqual([...serviceNames])
  const missed = [...rules.matchAll(/absent\(up\{job="popug", service="([a-z]+)"\}\)/g)].map(([, name]) => name)
  expect(missed).toEqual([...serviceNames])
})

it('every alert has a test that it fires, and one that it does not', () => {
  const names = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name)
  const tests = read('alerts.test.yml')
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    expect(tests).toMatch(new RegExp(`alertname: ${name} \\}`))
    expect(tests).toMatch(new RegExp(`alertname: ${name}\\n\\s+exp_alerts:`))
  }
})

it.each([
  ['without a password', {}, 'GRAFANA_PASSWORD'],
  ['without a password and said to be no demo', { POPUG_DEMO: '0' }, 'GRAFANA_PASSWORD'],
  // Grafana's own program is not here, so getting as far as that is having let it in.
  ['with a password', { GF_SECURITY_ADMIN_PASSWORD: 'secret' }, '/run.sh'],
  ['in a demo', { POPUG_DEMO: '1' }, '/run.sh'],
])('Grafana %s', (_case, env, said) => {
  const { status, stderr } = spawnSync('sh', [resolve(folder, 'grafana/start.sh')], { env, encoding: 'utf8' })
  expect(status).not.toBe(0)
  expect(stderr).toContain(said)
})
