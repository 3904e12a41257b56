import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { type Certificate, type RabbitmqServer, startRabbitmq } from '../../../../tests/servers/rabbitmq.ts'
import { batchOf } from '../testing/batches.ts'
import { untilUp } from '../testing/rabbitmq-queues.ts'
import { until } from '../testing/until.ts'
import type { Courier } from './courier.ts'
import { rabbitmqCourier } from './rabbitmq-courier.ts'

let folder: string
let certificate: Certificate
let server: RabbitmqServer | undefined
const couriers: Courier[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'popug-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert]
  await promisify(execFile)('openssl', [...request, ...subject])
  certificate = { ca: cert, cert, key }
  server = await startRabbitmq({ certificate })
})
afterEach(async () => {
  await Promise.all(couriers.splice(0).map((courier) => courier.close()))
})
afterAll(async () => {
  await server?.remove()
  await rm(folder, { recursive: true, force: true })
})

it('carries batches over TLS, to a broker whose certificate is trusted', async () => {
  const courier = rabbitmqCourier({
    url: server!.tlsUrl,
    log: pino({ level: 'silent' }),
    tls: { ca: await readFile(certificate.ca) },
  })
  couriers.push(courier)
  await untilUp(courier)
  const got: number[] = []
  await courier.subscribe('accounts', 'tasks', async ({ events }) => void got.push(events[0]!.position))
  await courier.publish([batchOf(1)])
  await until('it came', () => got.length === 1)
})

it('stays away from one whose certificate it has no reason to trust', async () => {
  const lines: string[] = []
  const log = pino({ level: 'warn' }, { write: (line) => lines.push(line) })
  const courier = rabbitmqCourier({ url: server!.tlsUrl, log })
  couriers.push(courier)
  await until('it has tried', () => lines.some((line) => JSON.parse(line).msg === 'RabbitMQ is away'))
  expect(lines.join()).toContain('self-signed certificate')
  expect(courier.state()).toBe('down')
  await expect(courier.publish([batchOf(1)])).rejects.toThrow('RabbitMQ is away')
})
