import { payoutIssued, taskAssigned } from '@popug/contracts/events.ts'
import { logRoutes } from '@popug/contracts/log.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../ids.ts'
import { refused, type SmallWorld, smallService } from '../testing/small-service.ts'
import { startTestProgram, type TestProgram } from '../testing/test-program.ts'
import { until } from '../testing/until.ts'

const routes = logRoutes('accounts')
const assigned = () => ({
  assignmentId: newId(),
  taskId: newId(),
  userId: newId(),
  assignedAt: new Date(0).toISOString(),
  key: 'POP-1',
  title: 'A task',
})

describe('a parked event', () => {
  let program: TestProgram<SmallWorld>
  let taskId: string
  let id: string
  beforeEach(async () => {
    program = await startTestProgram(smallService)
    const event = assigned()
    taskId = event.taskId
    refused.add(taskId)
    await program.say(taskAssigned, assigned(), event, assigned())
    await program.settled()
    id = (await letters())[0]!.id
  })
  afterEach(async () => {
    refused.clear()
    await program.stop()
  })

  const letters = async (status?: 'parked' | 'replayed' | 'discarded') =>
    (await program.as('admin').call(routes.listDeadLetters, { query: status ? { status } : {} })).body.items
  const replay = () => program.as('admin').call(routes.replayDeadLetter, { params: { id } })
  const discard = () => program.as('admin').call(routes.discardDeadLetter, { params: { id } })
  const texts = async () =>
    (await program.database.query.selectFrom('notes').select('text').execute()).map(({ text }) => text)

  it('is shown with its reason and counted, to admins alone', async () => {
    expect(await letters('parked')).toMatchObject([
      { id, topic: 'tasks', position: 2, reason: 'Refusal: refused by a test', event: { data: { taskId } } },
    ])
    const standing = async () => (await program.as('admin').call(routes.listSubscriptions)).body.items[0]
    await until('the speaker has told its head', async () => (await standing())?.lag !== null)
    expect(await standing()).toMatchObject({ topic: 'tasks', position: 3, parked: 1, lag: 0 })
    expect((await program.as('manager').call(routes.listDeadLetters)).status).toBe(403)
  })

  it('is applied by a replay, once, and what that says is heard', async () => {
    refused.clear()
    const answers = await Promise.all([replay(), replay()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await texts()).filter((text) => text === taskId)).toHaveLength(1)
    expect(await letters('replayed')).toMatchObject([{ id, settledAt: expect.any(String) }])
    expect(await program.said(payoutIssued)).toHaveLength(3)
    expect((await discard()).body).toMatchObject({ code: 'dead_letter_settled' })
  })

  it('stays parked when it fails again, and leaves no half of its effects', async () => {
    expect((await replay()).body).toMatchObject({ code: 'invalid', detail: 'refused by a test' })
    expect(await letters('parked')).toMatchObject([{ id, settledAt: null }])
    expect(await texts()).toHaveLength(2)
    refused.clear()
    expect((await replay()).status).toBe(200)
    expect(await texts()).toContain(taskId)
  })

  it('is given up by a discard, for good', async () => {
    refused.clear()
    expect((await discard()).body).toMatchObject({ status: 'discarded' })
    expect((await replay()).body).toMatchObject({ code: 'dead_letter_settled' })
    expect(await texts()).not.toContain(taskId)
    id = newId()
    expect((await replay()).status).toBe(404)
  })
})
