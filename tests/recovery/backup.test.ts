import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { lockFolder } from '@popug/service-kit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Restored } from '../../apps/embedded/backup/restore-backup.ts'
import { type Company, foundCompany, signInAll, until } from '../system/company.ts'
import { startEmbeddedSystem } from '../system/embedded.ts'
import { popugHere, popugJson } from '../system/popug.ts'
import { readJson } from '../system/run-program.ts'
import { differing, found, type Reconciled, type Verified, withoutFigure } from './answers.ts'
import { digests, pack, repack } from './archives.ts'
import { copyFolder, giveCards, inDatabase, payday, temporaryFolder, work } from './damage.ts'

const performers = 5
const folders = temporaryFolder()
/** What people went on to do after the backup. */
const later = join(folders.path, 'later')
const backup = join(folders.path, 'backups/popug.tar.gz')

/** Lets people make and close tasks, until it is told to stop. */
const keepWorking = ({ manager, performers: team }: Company) => {
  let made = 0
  let isOver = false
  const working = (async () => {
    for (; !isOver; made++) {
      const { id, userId } = await manager.call(taskRoutes.createTask, { body: { title: 'While it is backed up' } })
      const performer = team.find(({ me }) => me.id === userId)
      if (made % 2 === 0) await performer?.call(taskRoutes.closeTask, { params: { id } })
    }
  })()
  return {
    more: (many: number) => {
      const enough = made + many
      return until(`${many} more tasks are made`, async () => made >= enough)
    },
    stop: () => {
      isOver = true
      return working
    },
  }
}

beforeAll(async () => {
  const living = join(folders.path, 'living')
  const system = await startEmbeddedSystem({ data: living })
  const company = await foundCompany(system, performers)
  await giveCards(company.performers.slice(2))
  await work(company, 12)
  await payday(company)
  const working = keepWorking(company)
  await working.more(5)
  const { code } = await popugJson(['backup', backup], { env: { POPUG_DATA: living } })
  expect(code).toBe(0)
  await working.more(5)
  await working.stop()
  // Whoever waited for a card has one now: the bank pays once more.
  await giveCards(company.performers.slice(0, 2))
  await company.settled()
  await company.delivered()
  await system.stop()
  copyFolder(living, later)
}, 180_000)
afterAll(() => folders.remove())

let own: ReturnType<typeof temporaryFolder>
let data: string
beforeEach(() => {
  own = temporaryFolder()
  data = join(own.path, 'data')
  copyFolder(later, data)
})
afterEach(() => own.remove())

const restore = async (words: readonly string[] = [backup], where = data) =>
  readJson<Restored>(await popugHere(['restore', ...words, '--json'], where))
const count = async (service: 'tasks' | 'bank', table: string, where = data): Promise<number> =>
  Number((await inDatabase(where, service, `select count(*) as count from ${table}`))[0]?.count)
const secrets = (where = data): Record<string, string> => JSON.parse(readFileSync(join(where, 'secrets.json'), 'utf8'))
const topicEpochs = (epoch: number) =>
  ['ledger', 'payout-results', 'payouts', 'tasks'].map((topic) => ({ topic, epoch, start: expect.any(Number) }))
const byTopic = ({ epochs }: Restored) => [...epochs].sort((one, other) => (one.topic < other.topic ? -1 : 1))

const expectAllWell = async (where = data): Promise<void> => {
  const { code, answer } = readJson<Verified>(await popugHere(['verify', '--json'], where))
  expect([code, found(answer), withoutFigure(answer)]).toEqual([0, [], []])
  const { answer: compared } = readJson<Reconciled>(await popugHere(['reconcile', '--json'], where))
  expect([compared.well, differing(compared)]).toEqual([true, []])
}

/** What was restored is a company that goes on: signs in, works, is paid, and agrees with itself. */
const expectToGoOn = async (where = data): Promise<void> => {
  const system = await startEmbeddedSystem({ data: where })
  const company = await signInAll(system, performers)
  await company.settled()
  await work(company, 4)
  await giveCards(company.performers.slice(0, 2))
  await company.settled()
  await company.delivered()
  expect(await system.stop()).toBe(0)
  await expectAllWell(where)
}

describe('a backup that was taken while people work', () => {
  it('is restored over what stood there: databases, bank and secrets, in new epochs; what stood is kept', async () => {
    expect((await popugHere(['cards', 'rotate', '--new-key'], data)).code).toBe(0)
    const stood = { tasks: await count('tasks', 'tasks'), paid: await count('bank', 'entries'), secrets: secrets() }

    const { code, answer } = await restore()
    expect([code, answer.services]).toEqual([0, serviceNames])
    expect(byTopic(answer)).toEqual(topicEpochs(2))
    expect(await count('tasks', 'tasks')).toBeLessThan(stood.tasks)
    expect(await count('bank', 'entries')).toBe(stood.paid - 1)
    expect(secrets()).toEqual(secrets(later))
    expect(secrets()).not.toEqual(stood.secrets)

    const kept = join(own.path, 'kept')
    expect(answer.before).toMatch(/databases[.]before-\d+-\d+$/)
    copyFolder(answer.before ?? '', join(kept, 'databases'))
    expect(await count('tasks', 'tasks', kept)).toBe(stood.tasks)
    expect(await count('bank', 'entries', kept)).toBe(stood.paid)
    expect(secrets(join(kept, 'databases'))).toEqual(stood.secrets)

    await expectAllWell()
    await expectToGoOn()
    expect(byTopic((await restore()).answer)).toEqual(topicEpochs(3))
    await expectAllWell()
  })

  it('is restored into an empty folder', async () => {
    const empty = join(own.path, 'new/data')
    const { code, answer } = await restore([backup], empty)
    expect([code, answer.before, byTopic(answer)]).toEqual([0, null, topicEpochs(2)])
    expect(secrets(empty)).toEqual(secrets(later))
    await expectToGoOn(empty)
  })

  it('takes the place of secrets that cannot be read any more', async () => {
    writeFileSync(join(data, 'secrets.json'), '{"CARD_')
    const { code, answer } = await restore()
    expect([code, secrets()]).toEqual([0, secrets(later)])
    expect(readFileSync(join(answer.before ?? '', 'secrets.json'), 'utf8')).toBe('{"CARD_')
    await expectAllWell()
  })

  it('is never written over by another, and is its owner’s alone', async () => {
    const before = digests(join(folders.path, 'backups'))
    const { code, err } = await popugHere(['backup', backup], data)
    expect([code, err]).toEqual([1, expect.stringContaining('a backup never writes over another')])
    expect(statSync(backup).mode & 0o777).toBe(0o600)
    expect(digests(join(folders.path, 'backups'))).toEqual(before)
  })
})

describe('the way back from an upgrade', () => {
  /** As a Popug leaves a database that knows one more step. */
  const upgraded = (where: string) =>
    inDatabase(where, 'tasks', "insert into migrations_tasks (name, timestamp) values ('999-later', 'later')")

  it('is open: a newer Popug’s databases are moved aside', async () => {
    await upgraded(data)
    const { code, answer } = await restore()
    expect([code, byTopic(answer)]).toEqual([0, topicEpochs(2)])
    await expectAllWell()
  })

  it('does not lead forward: a newer Popug’s backup is refused, and nothing is changed', async () => {
    const newer = join(own.path, 'newer.tar.gz')
    await repack(backup, newer, { change: upgraded })
    const before = digests(data)
    const { code, err } = await popugHere(['restore', newer], data)
    expect([code, err]).toEqual([1, expect.stringMatching(/^✗ The database of tasks in this backup .*999-later/)])
    expect(digests(data)).toEqual(before)
  })
})

describe('what is no backup', () => {
  const bytes = (): Buffer => readFileSync(backup)
  const flipped = (at: number): Buffer => {
    const changed = bytes()
    changed[at] = (changed[at] ?? 0) ^ 1
    return changed
  }
  const broken: Record<string, (file: string) => unknown> = {
    'a text': (file) => writeFileSync(file, 'Dear diary'),
    'a half of one': (file) => writeFileSync(file, bytes().subarray(0, bytes().length / 2)),
    // The last eight bytes say what all before them must come to.
    'one that was not copied faithfully': (file) => writeFileSync(file, flipped(bytes().length - 8)),
    'an archive of somebody else': (file) => pack([{ name: 'notes.txt', path: import.meta.filename }], file),
    'one that does not say what it holds': (file) =>
      repack(backup, file, { change: async (folder) => writeFileSync(join(folder, 'popug-backup.json'), '{"form') }),
    'one without a database': (file) => repack(backup, file, { without: ['databases/billing.sqlite'] }),
    'one with a damaged database': (file) =>
      repack(backup, file, {
        change: async (folder) => {
          const name = join(folder, 'databases/mailer.sqlite')
          writeFileSync(name, readFileSync(name).fill(0xff, 4096, 3 * 4096))
        },
      }),
  }

  it.each(Object.keys(broken))('%s is refused, and nothing is changed', async (what) => {
    const file = join(own.path, 'broken.tar.gz')
    await broken[what]?.(file)
    const before = digests(data)
    for (const words of [[file], [file, '--service', 'tasks']]) {
      const { code, err } = await popugHere(['restore', ...words], data)
      expect([code, err]).toEqual([1, expect.stringContaining(`${file} is no backup of Popug, or a broken one`)])
    }
    expect(digests(data)).toEqual(before)
  })

  it('is refused by name where there is no such file, and makes no installation', async () => {
    const empty = join(own.path, 'empty')
    const { code, err } = await popugHere(['restore', join(own.path, 'none.tar.gz')], empty)
    expect([code, err]).toEqual([1, expect.stringContaining('There is no file')])
    expect(existsSync(join(empty, 'secrets.json'))).toBe(false)
  })
})

describe('a restore', () => {
  it('is refused while Popug runs, and for a service that there is not', async () => {
    const release = lockFolder(data)
    const { code, err } = await popugHere(['restore', backup], data)
    release()
    expect([code, err]).toEqual([1, expect.stringContaining('Another Popug is running')])
    expect((await popugHere(['restore', backup, '--service', 'kitchen'], data)).code).toBe(2)
    expect((await popugHere(['restore'], data)).code).toBe(2)
  })

  it('that was broken off keeps everybody from beginning anew, until it is done or put back', async () => {
    const [databases, aside] = [join(data, 'databases'), join(data, 'databases.before-1-1')]
    renameSync(databases, aside)
    const { code, err } = await popugHere(['verify'], data)
    expect([code, err]).toEqual([1, expect.stringMatching(/A restore was broken off in .*databases[.]before-1-1/)])
    await expect(startEmbeddedSystem({ data })).rejects.toThrow('A restore was broken off')
    expect((await popugHere(['backup', join(own.path, 'half.tar.gz')], data)).err).toContain('was broken off')
    const { out } = await popugHere(['doctor'], data)
    expect(out).toMatch(/a restore was broken off in .*\n {4}Cure: Restore again, or put back what was moved aside/)
    expect(existsSync(databases)).toBe(false)

    expect((await restore()).code).toBe(0)
    await expectAllWell()
    rmSync(databases, { recursive: true })
    renameSync(aside, databases)
    await expectAllWell()
  })

  it('of one service that was broken off does so too', async () => {
    const { answer } = await restore([backup, '--service', 'mailer'])
    expect(existsSync(join(answer.before ?? '', 'mailer.sqlite'))).toBe(true)
    rmSync(join(data, 'databases/mailer.sqlite'))
    const { code, err } = await popugHere(['reconcile'], data)
    expect([code, err]).toEqual([1, expect.stringContaining('was broken off')])
    expect((await restore([backup, '--service', 'mailer'])).code).toBe(0)
    await expectAllWell()
  })
})

describe('the database of billing alone', () => {
  const alone = [backup, '--service', 'billing']

  it('is restored where its cards open; bank and secrets stay', async () => {
    expect((await popugHere(['cards', 'rotate', '--new-key'], data)).code).toBe(0)
    const stood = [await count('bank', 'entries'), secrets()]
    const { code, answer } = await restore(alone)
    expect([code, answer.services, byTopic(answer)]).toEqual([0, ['billing'], [topicEpochs(2)[1]]])
    expect([await count('bank', 'entries'), secrets()]).toEqual(stood)
    await expectToGoOn()
  })

  it('is refused where the key of its cards is gone, and nothing is changed', async () => {
    expect((await popugHere(['cards', 'rotate', '--new-key', '--drop-old'], data)).code).toBe(0)
    const before = digests(data)
    const { code, err } = await popugHere(['restore', ...alone], data)
    const why = 'CARD_OTHER_KEYS lacks the key "1", which 3 cards are sealed with'
    expect([code, err]).toEqual([1, expect.stringContaining(why)])
    expect(digests(data)).toEqual(before)
    expect((await restore()).code).toBe(0)
    await expectAllWell()
  })

  it('is measured by the keys that are used, which the environment may hold', async () => {
    const { CARD_KEY: key = '' } = secrets()
    const other = '5'.repeat(64)
    const wrong = await popugHere(['restore', ...alone], data, { CARD_KEY: other })
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('CARD_KEY has another key under the name "1"')])
    writeFileSync(join(data, 'secrets.json'), JSON.stringify({ ...secrets(), CARD_KEY: other }))
    expect((await popugHere(['restore', ...alone], data)).code).toBe(1)
    expect((await popugHere(['restore', ...alone], data, { CARD_KEY: key })).code).toBe(0)
  })
})
