import { auditRoutes } from '@popug/contracts/audit.ts'
import { taskAssigned } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../ids.ts'
import { refused, type SmallWorld, smallService } from '../testing/small-service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'
import { type AuditEntry, recordAudit } from './record-audit.ts'

let program: TestProgram<SmallWorld>
beforeEach(async () => {
  program = await startTestProgram(smallService)
})
afterEach(() => program.stop())

const { listAudit } = auditRoutes('accounts')
const start = Date.parse('2026-03-02T10:00:00Z')
const [kesha, gosha] = [newId(), newId()]
const record = (minute: number, entry: Partial<AuditEntry> = {}) =>
  program.database.transaction((tx) =>
    recordAudit(tx, { at: start + minute * 60_000, actorId: kesha, action: 'day.closed', subject: '', ...entry }),
  )
const at = (minute: number): string => new Date(start + minute * 60_000).toISOString()
const list = async (query: Record<string, string | number> = {}) =>
  (await program.as('admin').call(listAudit, { query: query as never })).body
const minutes = async (query?: Record<string, string>) =>
  (await list(query)).items.map((item) => (Date.parse(item.at) - start) / 60_000)

describe('the audit', () => {
  it('tells who did what to what and when', async () => {
    await record(5, {
      action: 'balance.corrected',
      subject: gosha,
      detail: { amountMinor: -500, reason: 'a “mistake”' },
    })
    expect((await list()).items).toEqual([
      {
        id: expect.any(String),
        at: at(5),
        actorId: kesha,
        action: 'balance.corrected',
        subject: gosha,
        detail: { amountMinor: -500, reason: 'a “mistake”' },
      },
    ])
  })

  it('is there only where what it tells is there', async () => {
    const broken = program.session().transaction(async (ctx) => {
      await recordAudit(ctx.db, { at: ctx.now, actorId: kesha, action: 'day.closed', subject: '2026-03-02' })
      throw new Error('the command fails afterwards')
    })
    await expect(broken).rejects.toThrow('afterwards')
    expect((await list()).items).toEqual([])
  })

  it('comes newest first, page after page, also where several were written in one millisecond', async () => {
    for (const minute of [3, 1, 2, 2, 2]) await record(minute)
    const seen: string[] = []
    let after: string | undefined
    for (let pages = 0; pages < 5; pages++) {
      const page = await list({ limit: 2, ...(after ? { after } : {}) })
      seen.push(...page.items.map(({ at: when, id }) => `${when} ${id}`))
      if (page.next === null) break
      after = page.next
    }
    expect(seen).toHaveLength(5)
    expect(seen).toEqual([...new Set(seen)].sort().reverse())
  })

  it('is found by who, by what and by when', async () => {
    await record(1)
    await record(2, { actorId: gosha })
    await record(3, { action: 'payout.retried' })
    expect(await minutes({ actorId: kesha })).toEqual([3, 1])
    expect(await minutes({ action: 'day.closed' })).toEqual([2, 1])
    expect(await minutes({ actorId: kesha, action: 'day.closed' })).toEqual([1])
    expect(await minutes({ from: at(2), to: at(3) })).toEqual([2])
  })

  it('cuts what is too long, and takes no more than it can keep', async () => {
    await record(1, { subject: 's'.repeat(300), detail: { reason: 'ы'.repeat(3_000) } })
    const [item] = (await list()).items
    expect([item?.subject.length, String(item?.detail.reason).length]).toEqual([100, 500])
    const tooMuch = '\u0001'.repeat(500)
    await expect(record(2, { detail: { reason: tooMuch, name: tooMuch } })).rejects.toThrow('too much')
    expect(await minutes()).toEqual([1])
  })

  it('is for admins alone, and asks for moments and known actions', async () => {
    for (const role of ['performer', 'manager', 'accountant', 'executive'] as const)
      expect((await program.as(role).call(listAudit)).status).toBe(403)
    expect((await program.nobody().call(listAudit)).status).toBe(401)
    for (const query of [{ from: 'yesterday' }, { action: 'task.eaten' }, { actorId: 'x' }, { after: 'x' }])
      expect((await program.as('admin').call(listAudit, { query: query as never })).status).toBe(400)
  })

  it.each([
    ['replayed', logRoutes('accounts').replayDeadLetter],
    ['discarded', logRoutes('accounts').discardDeadLetter],
  ] as const)('knows who settled a dead letter: %s', async (how, route) => {
    const taskId = newId()
    refused.add(taskId)
    await program.say(taskAssigned, {
      assignmentId: newId(),
      taskId,
      userId: kesha,
      assignedAt: at(0),
      key: 'POP-1',
      title: 'a task',
    })
    await program.settled()
    refused.clear()
    const admin = program.as('admin')
    const [letter] = (await admin.call(logRoutes('accounts').listDeadLetters)).body.items
    const params = { id: letter?.id ?? '' }
    const answers = await Promise.all([admin.call(route, { params }), admin.call(route, { params })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const { items } = await list()
    expect(items).toMatchObject([{ actorId: admin.id, action: `dead_letter.${how}`, subject: letter?.id }])
    expect(items[0]?.detail).toEqual({ topic: 'tasks', position: 1, reason: 'Refusal: refused by a test' })
  })
})
