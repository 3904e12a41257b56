import { billingRoutes } from '@popug/contracts/billing.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Person } from '../../apps/embedded/person.ts'
import { type Company, foundCompany } from '../system/company.ts'
import { type ComposedSystem, startComposedSystem } from '../system/composed.ts'
import { type Ran, readJson } from '../system/run-program.ts'
import { adminEmail, adminPassword } from '../system/system.ts'
import { differing, found, type Reconciled, type Verified, withoutFigure } from './answers.ts'
import { giveCards, payday, returnOne, work } from './damage.ts'
import { dump, inMysql, load } from './dumps.ts'

interface Examined {
  readonly items: { readonly at: string; readonly found: string; readonly cure: string | null }[]
}

/** One company, told in order: each step stands on the one before. */
describe('popug beside a composed installation that runs', () => {
  let system: ComposedSystem
  let company: Company
  /** Databases as they were before some more work. */
  let earlier: (service: ServiceName) => string

  beforeAll(async () => {
    system = await startComposedSystem()
    company = await foundCompany(system, 5)
    await giveCards(company.performers.slice(2))
    await work(company, 16)
    await payday(company)
  }, 240_000)
  afterAll(() => system?.remove(), 60_000)

  const popugAt = (url: string, ...words: string[]): Promise<Ran> => {
    const there = ['--url', url, '--email', adminEmail, '--password-stdin']
    return system.run('tasks', 'popug', [...words, ...there], `${adminPassword}\n`)
  }
  const popug = (...words: string[]): Promise<Ran> => popugAt(system.places, ...words)
  const verify = async () => readJson<Verified>(await popug('verify', '--json'))
  const reconcile = async (...more: string[]) => readJson<Reconciled>(await popug('reconcile', '--json', ...more))
  const complaints = async (url = system.places) => {
    const { code, answer } = readJson<Examined>(await popugAt(url, 'doctor', '--json'))
    return { code, items: answer.items.filter(({ cure }) => cure !== null) }
  }
  const sql = (service: ServiceName, text: string) => inMysql(system.databaseUrl(service), text)
  const letters = async (): Promise<string[]> =>
    (await sql('mailer', 'select kind, payout_id as id from mails order by 1, 2')).map(
      ({ kind, id }) => `${kind} ${id}`,
    )
  const stop = async (...services: readonly ServiceName[]): Promise<void> => {
    for (const service of services) for (const instance of system.instances(service)) await instance.stop()
  }
  const start = async (...services: readonly ServiceName[]): Promise<void> => {
    for (const service of services) for (const instance of system.instances(service)) instance.start()
    await system.ready()
  }

  const expectAllWell = async (): Promise<void> => {
    const { code, answer } = await verify()
    expect(found(answer)).toEqual([])
    expect([code, answer.well, withoutFigure(answer)]).toEqual([0, true, []])
  }

  it('finds it well, with a figure for each invariant', async () => {
    expect(await complaints()).toEqual({ code: 0, items: [] })
    await expectAllWell()
  })

  it('says what it cannot check behind nginx, and that all else holds; the feeds are read nowhere there', async () => {
    const { code, answer } = readJson<Verified>(await popugAt(system.address, 'verify', '--json'))
    const away = expect.stringMatching(/nginx shows them to nobody.*--url 'http:\/\/[{]service[}]:3000'/)
    const says = 'analytics made anew from the feeds is what it shows'
    expect([code, answer.well, answer.outcome]).toEqual([3, false, 'not_checked'])
    expect(found(answer)).toEqual([expect.objectContaining({ says, offenders: [], unknown: away })])
    expect(withoutFigure(answer)).toEqual([])

    const { out } = await popugAt(system.address, 'verify')
    expect(out).toMatch(/[?] I10 {2}analytics made anew .*\n +could not be checked from here: The feeds/)
    expect(out).toMatch(/\n[?] 1 of \d+ could not be checked from here; the others hold[.]\n$/)
    const quick = readJson<Verified>(await popugAt(system.address, 'verify', '--quick', '--json'))
    expect([quick.code, quick.answer.outcome]).toEqual([0, 'well'])

    const tail = await popugAt(system.address, 'events', 'tail', 'tasks')
    expect([tail.code, tail.out, tail.err]).toEqual([1, '', away])
  })

  it('registers people, tells what was said, and migrates', async () => {
    const words = ['user', 'add', '--email', 'ada@company.test', '--name', 'Ada', '--role', 'manager']
    const as = ['--url', system.places, '--as', adminEmail, '--password-stdin']
    const ran = await system.run('auth', 'popug', [...words, ...as], `${adminPassword}\na password of hers\n`)
    expect(ran).toMatchObject({ code: 0, err: '' })
    const ada = await new Person(system.address).signIn('ada@company.test', 'a password of hers')
    expect(ada.me).toMatchObject({ name: 'Ada', role: 'manager' })

    const { out } = await popug('events', 'tail', 'tasks', '--from', '2', '--count', '3', '--json')
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { position: number; source: string })
    expect(told.map(({ position }) => position)).toEqual([2, 3, 4])

    expect(await system.run('tasks', 'main', ['migrate'])).toMatchObject({ code: 0, out: 'tasks: nothing to do\n' })
    expect(await system.run('tasks', 'popug', ['migrate'])).toMatchObject({ code: 0, out: '✓ tasks: nothing to do\n' })
  })

  it('parks what a listener cannot apply, says so, and applies it when it can', async () => {
    await sql('analytics', 'rename table top_tasks to top_tasks_away')
    await work(company, 4)
    const listed = readJson<{ items: { id: string; service: string; reason: string }[] }>(
      await popug('dead-letters', 'list', 'analytics', '--json'),
    )
    const { items } = listed.answer
    expect([listed.code, items.length]).toEqual([1, 2])
    expect(items[0]).toMatchObject({ service: 'analytics', reason: expect.stringContaining('top_tasks') })
    expect(await complaints()).toEqual({
      code: 1,
      items: [
        {
          at: 'analytics',
          found: '2 events of ledger are parked',
          cure: 'popug dead-letters list analytics, then replay or discard',
        },
      ],
    })
    expect((await popug('dead-letters', 'replay', 'analytics', '--all')).code).toBe(1)

    await sql('analytics', 'rename table top_tasks_away to top_tasks')
    expect((await popug('dead-letters', 'discard', 'analytics', items[0]?.id ?? '')).code).toBe(0)
    expect((await popug('dead-letters', 'replay', 'analytics', '--all')).code).toBe(0)
    expect((await popug('dead-letters', 'list', 'analytics')).code).toBe(0)
    const seen = found((await verify()).answer)
    expect(new Set(seen.map(({ invariant }) => invariant))).toEqual(new Set(['I10']))
    expect((await popug('rebuild', 'analytics')).code).toBe(0)
    await expectAllWell()
  })

  it('lets those hear again whom it does not harm, and nobody else', async () => {
    const before = await letters()
    expect((await popug('events', 'replay', 'mailer', 'payouts', '--from', '1')).code).toBe(0)
    expect(await letters()).toEqual(before)
    const refused = await popug('events', 'replay', 'accounts', 'tasks', '--from', '1')
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('popug reconcile --repair')])
  })

  it('a listener’s database from an older backup catches up; what the ledger skipped is named and applied once', async () => {
    const dumps = new Map<ServiceName, string>()
    for (const service of ['accounts', 'analytics', 'mailer', 'tasks'] as const)
      dumps.set(service, await dump(system.mariadb.rootUrl, [service]))
    earlier = (service) => dumps.get(service) ?? ''
    await work(company, 6)
    await returnOne(company)
    const before = await letters()

    const restored = ['accounts', 'analytics', 'mailer'] as const
    await stop(...restored)
    for (const service of restored) await load(system.mariadb.rootUrl, earlier(service))
    expect((await letters()).length).toBeLessThan(before.length)
    const [{ head } = {}] = await sql('tasks', "select head from topics where topic = 'tasks'")
    const [{ position } = {}] = await sql('accounts', "select position from checkpoints where topic = 'tasks'")
    await sql('accounts', `update checkpoints set position = ${head} where topic = 'tasks'`)
    await start(...restored)
    await company.settled()
    await company.delivered()
    expect(await letters()).toEqual(before)

    const seen = await reconcile()
    expect(seen.code).toBe(1)
    expect(differing(seen.answer).map(({ pair, extra, unlikeLog }) => [pair, extra, unlikeLog])).toEqual([
      ['tasks assignments ↔ accounts fees', [], []],
      ['tasks closings ↔ accounts rewards', [], []],
    ])
    const missing = seen.answer.items.flatMap((item) => item.missing.map((one) => one.position))
    expect(missing.sort((one, other) => one - other)).toEqual(
      Array.from({ length: Number(head) - Number(position) }, (_, index) => Number(position) + 1 + index),
    )
    const mended = await reconcile('--repair')
    expect([mended.code, mended.answer.items.map(({ repaired }) => repaired.applied)]).toEqual([0, [9, 3, 0, 0, 0, 0]])
    await expectAllWell()
  })

  it('rows that were lost are named, and made again', async () => {
    const [letter, lost] = (await sql('billing', "select id from payouts where status = 'paid' order by id")).map(
      ({ id }) => String(id),
    )
    await sql('mailer', `delete from mails where payout_id = '${letter}'`)
    await sql('billing', `delete from payout_steps where payout_id = '${lost}'`)
    await sql('billing', `delete from payouts where id = '${lost}'`)
    await sql('analytics', 'update period_statistics set fees_minor = fees_minor + 1')
    const seen = await reconcile()
    expect(differing(seen.answer)).toMatchObject([
      { pair: 'accounts payouts ↔ billing payouts', missing: [{ id: lost, why: 'unknown' }], extra: [] },
      { pair: 'accounts payouts ↔ mailer issued-mails', missing: [{ id: letter, why: 'unknown' }], extra: [] },
    ])
    expect(seen.answer.figures[0]?.differing).not.toEqual([])
    // Behind nginx the figures are wrong as anywhere; why neighbours differ is not to be seen.
    const behind = readJson<Verified>(await popugAt(system.address, 'verify', '--quick', '--json'))
    expect([behind.code, behind.answer.outcome]).toEqual([1, 'does_not_hold'])
    expect(found(behind.answer).filter(({ unknown }) => unknown)).toHaveLength(2)
    const mended = await reconcile('--repair')
    expect([mended.code, mended.answer.rebuilt]).toEqual([0, true])
    await company.settled()
    await company.delivered()
    // Paid anew under the same key, which the bank answers as it did before.
    const { status } = await company.accountant.call(billingRoutes.getPayout, { params: { id: lost ?? '' } })
    expect(status).toBe('paid')
    expect(await system.bank.entry(lost ?? '')).toMatchObject({ payoutId: lost, status: 'paid' })
    await expectAllWell()
  })

  it('names what is away, with a cure', async () => {
    await system.instances('mailer')[0]?.kill()
    const { code: unchecked, answer } = await verify()
    expect([unchecked, answer.outcome]).toEqual([3, 'not_checked'])
    expect(answer.items.find(({ where }) => where === 'mailer')?.unknown).toContain('ECONNREFUSED')
    const listing = await popug('dead-letters', 'list')
    expect([listing.code, listing.err]).toEqual([
      1,
      expect.stringMatching(/^✗ A service does not answer: .*ECONNREFUSED/),
    ])
    await system.mariadb.kill()
    // Behind nginx too, which says in its own words that it finds nobody.
    for (const url of [system.places, system.address]) {
      const { code, items } = await complaints(url)
      expect(code).toBe(1)
      expect(items.map(({ at, cure }) => [at, cure])).toEqual(
        serviceNames.map((service) => [service, service === 'mailer' ? 'Start it.' : 'Start its database.']),
      )
    }
  })

  it('a speaker’s database from an older backup begins a new epoch; what it lost is named, and work goes on', async () => {
    await system.mariadb.start()
    await stop(...serviceNames)
    await system.rabbitmq.kill()
    let known = ''
    for (const service of ['tasks', 'accounts', 'analytics'] as const)
      known += (await system.run(service, 'main', ['epochs'])).out
    await load(system.mariadb.rootUrl, earlier('tasks'))
    const begun = await system.run('tasks', 'main', ['new-epoch'], known)
    expect(begun).toMatchObject({ code: 0, out: expect.stringMatching(/^tasks: tasks is in epoch 2 after \d+\n$/) })
    await start(...serviceNames)
    await work(company, 2)

    const { code, answer } = await reconcile('--repair')
    expect(code).toBe(1)
    expect(differing(answer).map(({ pair, missing, extra }) => [pair, missing, extra.length > 0])).toEqual([
      ['tasks assignments ↔ accounts fees', [], true],
      ['tasks closings ↔ accounts rewards', [], true],
    ])
    const { items } = await complaints()
    expect(items).toEqual(
      serviceNames.map((at) => ({
        at,
        found: 'rabbitmq is away; events travel by the feeds',
        cure: 'Start the broker; nothing is lost meanwhile.',
      })),
    )
  })
})
