import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DatabaseServer, startMariadb } from '../servers/mariadb.ts'
import { type CopyOfSources, copySources } from './copy-of-sources.ts'
import { mutations, type Watcher } from './mutations.ts'

/** A suite that cannot fail shows nothing: each promise is broken on purpose, in a copy, and its test must notice. */
describe('a fault planted on purpose is noticed', () => {
  let copy: CopyOfSources
  let server: DatabaseServer
  beforeAll(async () => {
    copy = await copySources()
    // What is broken is waited for in vain: not for long, but for long enough where nothing is.
    await copy.replace('packages/service-kit/src/testing/until.ts', 'within = 30_000', 'within = 10_000')
    server = await startMariadb({ durable: false })
  })
  afterAll(async () => {
    await Promise.all([copy?.remove(), server?.remove()])
  })

  const envOf = (on: Watcher['on']): Record<string, string> => (on ? { POPUG_TEST_DATABASE: server.rootUrl } : {})

  it.each([['SQLite', undefined] as const, ['MariaDB', 'MariaDB'] as const])(
    'without any fault all is well (on %s)',
    { timeout: 600_000 },
    async (_, on) => {
      const watchers = mutations.map(({ caughtBy }) => caughtBy).filter((watcher) => watcher.on === on)
      const files = [...new Set(watchers.map(({ file }) => file))]
      const names = [...new Set(watchers.map(({ name }) => `(${name})`))].join('|')
      const { passed, tests, output } = await copy.test(files, names, envOf(on))
      expect(passed, output).toBe(true)
      for (const { file, name } of watchers) {
        const watching = tests.filter((test) => test.file === file && new RegExp(name).test(test.name))
        expect(
          watching.map(({ status }) => status),
          `${file}: ${name}`,
        ).toContain('passed')
      }
    },
  )

  it.each(mutations.map((one) => [one.what, one] as const))('%s', async (_, { file, edits, caughtBy }) => {
    const undo: (() => Promise<void>)[] = []
    try {
      for (const [from, to] of edits) undo.unshift(await copy.replace(file, from, to))
      const { passed, tests, output } = await copy.test([caughtBy.file], caughtBy.name, envOf(caughtBy.on))
      expect(passed, output).toBe(false)
      // Not just any failure: a copy that does not even load would fail too.
      expect(
        tests.map(({ status }) => status),
        output,
      ).toContain('failed')
    } finally {
      for (const restore of undo) await restore()
    }
  })
})
