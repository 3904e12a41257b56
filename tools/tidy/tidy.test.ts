import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { missingDocstrings } from './docstrings.ts'
import { leftovers } from './leftovers.ts'
import { grabBagNames, oddNames } from './names.ts'
import { repositoryFiles } from './repository.ts'
import { incompleteReadmes } from './service-folders.ts'
import { longFiles, tooManyLongFiles } from './sizes.ts'

/** Files that are longer than the limit, each with the reason why splitting it would make it worse. */
const longOnPurpose: Record<string, string> = {}

const services = ['auth', 'tasks', 'accounts', 'billing', 'mailer', 'analytics']
const files = repositoryFiles(resolve(import.meta.dirname, '../..'))
const paths = files.map(({ path }) => path)

describe('the repository', () => {
  test('is really read', () => {
    expect(paths).toContain('packages/contracts/src/money.ts')
    expect(paths).toContain('tools/tidy/tidy.test.ts')
    expect(paths.some((path) => path.includes('node_modules/'))).toBe(false)
  })
  test('has kebab-case names', () => expect(oddNames(paths)).toEqual([]))
  test('has names that say what is inside', () => expect(grabBagNames(paths)).toEqual([]))
  test('has short files', () => expect(longFiles(files, longOnPurpose)).toEqual([]))
  test('has nine short sources in ten', () => expect(tooManyLongFiles(files)).toEqual([]))
  test('has no leftovers', () => expect(leftovers(files)).toEqual([]))
  test('says what each exported function promises', () => expect(missingDocstrings(files)).toEqual([]))
  test('has a README of five headings in each service', () => expect(incompleteReadmes(services, files)).toEqual([]))
})
