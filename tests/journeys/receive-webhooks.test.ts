import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { webhookRoutes } from '@popug/contracts/webhooks.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endProcess } from '../servers/end-process.ts'
import { type Company, foundCompany, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import type { System } from '../system/system.ts'
import { examplesOf } from './guides.ts'

let system: System
let company: Company
let receiver: ChildProcess | undefined
const folder = mkdtempSync(join(tmpdir(), 'popug-receiver-'))
const file = join(folder, 'receiver.mjs')
let printed = ''

/** Runs the receiver of the guide as it stands there; answers its port. */
const startExample = async (secret: string, port: number): Promise<number> => {
  printed = ''
  receiver = spawn(process.execPath, [file], { env: { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) } })
  for (const stream of [receiver.stdout, receiver.stderr]) stream?.on('data', (chunk) => (printed += String(chunk)))
  await until('the receiver listens', async () => /listening at \d+/.test(printed))
  return Number(/listening at (\d+)/.exec(printed)?.[1])
}
const linesOf = (type: string): string[] => printed.split('\n').filter((line) => line.startsWith(type))

beforeAll(async () => {
  const [example = '', ...others] = examplesOf('receive-webhooks.md', 'js')
  expect(others).toEqual([])
  writeFileSync(file, example)
  system = await startEmbeddedSystem({ env: { WEBHOOK_ADDRESSES: 'any' } })
  company = await foundCompany(system, 1)
})
afterAll(async () => {
  await endProcess(receiver, 'SIGTERM')
  await system.remove()
  rmSync(folder, { recursive: true, force: true })
})

it('the receiver of the guide gets what happens, once, and nobody else’s messages', async () => {
  const { admin, manager, performers } = company
  // The address must be known before the secret is: the receiver is started anew with it, where it stood.
  const port = await startExample('whsec_bm90IHlldA==', 0)
  await endProcess(receiver, 'SIGTERM')
  const url = `http://127.0.0.1:${port}/`
  const webhook = await admin.call(webhookRoutes.createWebhook, {
    body: { url, events: ['task.closed.v1', 'payout.paid.v1'] },
  })
  await startExample(webhook.secret, port)

  const task = await manager.call(taskRoutes.createTask, { body: { title: 'Feed the parrots' } })
  await performers[0]?.call(taskRoutes.closeTask, { params: { id: task.id } })
  await until('it is told', async () => linesOf('task.closed.v1').length === 1)
  expect(JSON.parse(linesOf('task.closed.v1')[0]?.slice('task.closed.v1 '.length) ?? '')).toMatchObject({
    taskId: task.id,
    userId: performers[0]?.me.id,
  })

  const params = { id: webhook.id }
  const [delivery] = (await admin.call(webhookRoutes.listWebhookDeliveries, { params })).items
  await admin.call(webhookRoutes.resendWebhookDelivery, { params: { id: delivery?.id ?? '' } })
  await admin.call(webhookRoutes.testWebhook, { params })
  await until('everything is sent', async () => {
    const { items } = await admin.call(webhookRoutes.listWebhookDeliveries, { params })
    return items.length === 2 && items.every(({ status, answer }) => status === 'sent' && answer === 204)
  })
  expect(linesOf('webhook.tested.v1')).toHaveLength(1)
  expect(linesOf('task.closed.v1')).toHaveLength(1)

  const headers = {
    'webhook-id': 'made-up',
    'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
    'webhook-signature': 'v1,bWFkZSB1cA==',
  }
  const forged = await fetch(url, { method: 'POST', headers, body: '{"type":"task.closed.v1","data":{}}' })
  expect(forged.status).toBe(401)
  expect((await fetch(url, { method: 'POST', body: delivery?.body ?? '' })).status).toBe(401)
  expect(linesOf('task.closed.v1')).toHaveLength(1)
})
