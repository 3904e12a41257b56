import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { foundCompany, signInAll } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { popugHere, popugJson } from '../system/popug.ts'
import { readJson } from '../system/run-program.ts'
import { adminEmail, adminPassword } from '../system/system.ts'
import { differing, found, type Reconciled, type Verified, withoutFigure } from './answers.ts'
import { copyFolder, giveCards, inDatabase, payday, takeDatabase, temporaryFolder, work } from './damage.ts'

const performers = 4
const folders = temporaryFolder()
/** A company at rest, after a working day and a payday; and the same some work later. */
const earlier = join(folders.path, 'earlier')
const later = join(folders.path, 'later')

beforeAll(async () => {
  const living = join(folders.path, 'living')
  const system = await startEmbeddedSystem({ data: living })
  const company = await foundCompany(system, performers)
  await giveCards(company.performers.slice(1))
  await work(company, 24)
  await payday(company)
  await system.stop()
  copyFolder(living, earlier)
  await system.start()
  await work(await signInAll(system, performers), 6)
  await system.stop()
  copyFolder(living, later)
}, 180_000)
afterAll(() => folders.remove())

let data: string
let clean: () => void
beforeEach(() => {
  const own = temporaryFolder()
  clean = own.remove
  data = join(own.path, 'data')
  copyFolder(later, data)
})
afterEach(() => clean())

const verify = async () => readJson<Verified>(await popugHere(['verify', '--json'], data))
const reconcile = async (...more: string[]) =>
  readJson<Reconciled>(await popugHere(['reconcile', '--json', ...more], data))
const idsOf = async (service: 'accounts' | 'billing' | 'mailer', sql: string): Promise<string[]> =>
  (await inDatabase(data, service, sql)).map(({ id }) => String(id))

/** The end of every repair: nothing is found any more, and everything was counted. */
const expectAllWell = async (): Promise<void> => {
  const { code, answer } = await verify()
  expect(found(answer)).toEqual([])
  expect(code).toBe(0)
}

describe('a company that nothing has happened to', () => {
  it('is found well, with a figure for each invariant', async () => {
    const { code, answer } = await verify()
    expect([code, answer.well, found(answer)]).toEqual([0, true, []])
    expect(withoutFigure(answer)).toEqual([])
  })

  it('has nothing to reconcile, and is not changed by it', async () => {
    const ledger = () =>
      inDatabase(data, 'accounts', 'select count(*) as count, sum(amount_minor) as sum from transactions')
    const before = await ledger()
    const { code, answer } = await reconcile('--repair')
    expect([code, differing(answer), answer.rebuilt]).toEqual([0, [], false])
    expect(await ledger()).toEqual(before)
  })
})

describe('events that a listener skipped', () => {
  it('are named one by one, and applied once', async () => {
    // The ledger and what follows from it as they were earlier, but for a checkpoint that says that all was heard.
    for (const service of ['accounts', 'analytics'] as const) takeDatabase(earlier, data, service)
    const [{ head } = {}] = await inDatabase(data, 'tasks', "select head from topics where topic = 'tasks'")
    const [{ position } = {}] = await inDatabase(
      data,
      'accounts',
      "select position from checkpoints where topic = 'tasks'",
    )
    await inDatabase(data, 'accounts', `update checkpoints set position = ${head} where topic = 'tasks'`)
    const skipped = Number(head) - Number(position)
    expect(skipped).toBe(6 + 3 + 3)

    const seen = await reconcile()
    expect(seen.code).toBe(1)
    const [fees, rewards, ...others] = differing(seen.answer)
    expect([fees?.pair, rewards?.pair, others]).toEqual([
      'tasks assignments ↔ accounts fees',
      'tasks closings ↔ accounts rewards',
      [],
    ])
    const positions = [...(fees?.missing ?? []), ...(rewards?.missing ?? [])].map((one) => one.position)
    expect(positions.sort((one, other) => one - other)).toEqual(
      Array.from({ length: skipped }, (_, index) => Number(position) + 1 + index),
    )
    expect(found((await verify()).answer).map(({ invariant }) => invariant)).toEqual(
      expect.arrayContaining(['I2', 'I3']),
    )

    const mended = await reconcile('--repair')
    expect(mended.code).toBe(0)
    expect(mended.answer.items.map(({ repaired }) => repaired.applied)).toEqual([9, 3, 0, 0, 0, 0])
    await expectAllWell()
    expect((await reconcile('--repair')).answer.items.every(({ repaired }) => repaired.applied === 0)).toBe(true)
  })
})

describe('rows that were lost', () => {
  it('a letter is missed by its payout, and written again', async () => {
    const [id] = await idsOf('billing', "select id from payouts where status = 'paid' order by id limit 1")
    await inDatabase(data, 'mailer', `delete from mails where payout_id = '${id}'`)
    const { answer } = await reconcile()
    expect(differing(answer)).toMatchObject([
      { pair: 'accounts payouts ↔ mailer issued-mails', missing: [{ id, why: 'unknown' }], extra: [], unlikeLog: [] },
    ])
    expect(found((await verify()).answer)).toMatchObject([{ invariant: 'I7', offenders: [`${id} is missing`] }])
    expect((await reconcile('--repair')).code).toBe(0)
    expect(await idsOf('mailer', `select payout_id as id from mails where payout_id = '${id}'`)).toEqual([id])
    await expectAllWell()
  })

  it('a payout is missed by the ledger, comes back, and its card is not charged again', async () => {
    const [id] = await idsOf('billing', "select id from payouts where status = 'paid' order by id limit 1")
    await inDatabase(data, 'billing', `delete from payout_steps where payout_id = '${id}'`)
    await inDatabase(data, 'billing', `delete from payouts where id = '${id}'`)
    expect(found((await verify()).answer)).toMatchObject([
      { invariant: 'I6', offenders: [id] },
      { invariant: 'I7', where: 'accounts ↔ billing', offenders: [`${id} is missing`] },
    ])
    const { answer } = await reconcile('--repair')
    expect(differing(answer)).toEqual([])
    expect(answer.items.map(({ repaired }) => repaired.applied)).toEqual([0, 0, 1, 0, 0, 0])

    // Paid anew by those who pay: under the same key the bank answers what it answered before.
    const system = await startEmbeddedSystem({ data })
    const company = await signInAll(system, performers)
    await company.delivered()
    await company.settled()
    const there = ['--url', system.address, '--email', adminEmail, '--password-stdin']
    const { code, answer: after } = await popugJson<Verified>(['verify', ...there], { input: adminPassword })
    await system.stop()
    expect([code, found(after)]).toEqual([0, []])
    expect(await inDatabase(data, 'bank', `select status from entries where payout_id = '${id}'`)).toEqual([
      { status: 'paid' },
    ])
  })

  it('a figure of analytics is found by what a rebuild makes, and is made anew', async () => {
    await inDatabase(
      data,
      'analytics',
      "update period_statistics set fees_minor = fees_minor + 1, tasks_closed = 1000 where period = 'day' and start = (select min(start) from period_statistics where period = 'day')",
    )
    const seen = found((await verify()).answer)
    expect(seen.map(({ where }) => where)).toEqual(['analytics', 'analytics', 'accounts ↔ analytics', 'analytics'])
    expect((await reconcile()).answer.figures[0]?.differing).toHaveLength(1)
    const mended = await reconcile('--repair')
    expect([mended.code, mended.answer.rebuilt]).toEqual([0, true])
    await expectAllWell()
  })
})

describe('what is there and should not be', () => {
  it('is named as extra, and left to people', async () => {
    // Tasks forgets what it said last; the ledger has charged it.
    const file = join(data, '..', 'earlier.tar.gz')
    expect((await popugHere(['backup', file], earlier)).code).toBe(0)
    expect((await popugHere(['restore', file, '--service', 'tasks'], data)).code).toBe(0)
    const before = await inDatabase(data, 'accounts', 'select * from transactions order by number')
    const { code, answer } = await reconcile('--repair')
    expect(code).toBe(1)
    expect(differing(answer).map(({ pair, extra, missing }) => [pair, extra.length, missing.length])).toEqual([
      // Each in one line, however many times it was given to the same person.
      ['tasks assignments ↔ accounts fees', expect.any(Number), 0],
      ['tasks closings ↔ accounts rewards', 3, 0],
    ])
    expect(await inDatabase(data, 'accounts', 'select * from transactions order by number')).toEqual(before)
  })

  it('a task that is not as its history is found by Tasks itself', async () => {
    const [{ id } = {}] = await inDatabase(data, 'tasks', "select id from tasks where status = 'open' limit 1")
    await inDatabase(data, 'tasks', `update tasks set assignments = assignments + 1 where id = '${id}'`)
    expect(found((await verify()).answer)).toMatchObject([{ invariant: 'I9', where: 'tasks', offenders: [id] }])
  })

  it('a hole in the log is found by its speaker', async () => {
    await inDatabase(data, 'tasks', "delete from outbox where first_position = 5 and topic = 'tasks'")
    const seen = found((await verify()).answer)
    expect(seen).toContainEqual(expect.objectContaining({ invariant: 'I12', where: 'tasks', offenders: ['tasks 6'] }))
  })
})

describe('the log', () => {
  it('is told from a position on', async () => {
    const { code, out } = await popugHere(['events', 'tail', 'ledger', '--from', '3', '--count', '4', '--json'], data)
    const positions = out.split('\n').map((line) => (JSON.parse(line) as { position: number }).position)
    expect([code, positions]).toEqual([0, [3, 4, 5, 6]])
  })

  it('is heard again where that does no harm; what cannot be applied is parked, and applied or given up later', async () => {
    const letters = () => idsOf('mailer', 'select id from mails order by id')
    const list = async () =>
      readJson<{ items: { id: string; reason: string }[] }>(
        await popugHere(['dead-letters', 'list', 'mailer', '--json'], data),
      )
    const before = await letters()
    const trigger =
      "create trigger no_letters before insert on mails begin select raise(abort, 'no letters today'); end"
    await inDatabase(data, 'mailer', trigger)
    const again = await popugHere(['events', 'replay', 'mailer', 'payouts', '--from', '1'], data)
    expect([again.code, again.err + again.out]).toEqual([1, expect.stringContaining(`${performers} events are parked`)])
    await inDatabase(data, 'mailer', 'drop trigger no_letters')

    const { code, answer } = await list()
    expect([code, answer.items.length]).toEqual([1, performers])
    expect(answer.items[0]?.reason).toContain('no letters today')
    expect((await popugHere(['dead-letters', 'discard', 'mailer', answer.items[0]?.id ?? ''], data)).code).toBe(0)
    expect((await popugHere(['dead-letters', 'replay', 'mailer', '--all'], data)).code).toBe(0)
    expect((await list()).code).toBe(0)
    expect(await letters()).toEqual(before)
    const refused = await popugHere(['events', 'replay', 'analytics', 'ledger', '--from', '1'], data)
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('popug rebuild analytics')])
    expect((await popugHere(['rebuild', 'analytics'], data)).code).toBe(0)
    await expectAllWell()
  })
})
