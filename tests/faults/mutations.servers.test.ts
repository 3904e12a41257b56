import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CopyOfSources, copySources } from './copy-of-sources.ts'
import { mutations } from './mutations.ts'

/** A suite that cannot fail shows nothing: each promise is broken on purpose, in a copy, and its test must notice. */
describe('a fault planted on purpose is noticed', () => {
  let copy: CopyOfSources
  beforeAll(async () => {
    copy = await copySources()
  })
  afterAll(() => copy?.remove())

  const watchers = new Map(mutations.map(({ caughtBy }) => [`${caughtBy.file} ${caughtBy.name}`, caughtBy]))
  it.each([...watchers])('without any fault all is well: %s', { timeout: 300_000 }, async (_, { file, name }) => {
    const { passed, failed, output } = await copy.test(file, name)
    expect({ passed, failed }, output).toEqual({ passed: true, failed: [] })
  })

  it.each(mutations.map((one) => [one.what, one] as const))('%s', { timeout: 300_000 }, async (_, mutation) => {
    const { file, name } = mutation.caughtBy
    const undo: (() => Promise<void>)[] = []
    try {
      for (const [from, to] of mutation.edits) undo.unshift(await copy.replace(mutation.file, from, to))
      const { passed, failed, output } = await copy.test(file, name)
      expect(passed, output).toBe(false)
      // Not just any failure: a copy that does not even load would fail too.
      expect(failed.length, output).toBeGreaterThan(0)
    } finally {
      for (const restore of undo) await restore()
    }
  })
})
