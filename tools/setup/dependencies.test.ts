import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dependenciesStand, ensureDependencies } from './dependencies.mjs'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'popug-dependencies-'))
  await writeFile(join(root, 'package-lock.json'), '{"version":1}')
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await rm(root, { recursive: true, force: true })
})

/** Puts a program called npm first on the path. */
const npmThatDoes = async (script: string): Promise<void> => {
  await mkdir(join(root, 'bin'))
  await writeFile(join(root, 'bin/npm'), `#!/bin/sh\n${script}\n`)
  await chmod(join(root, 'bin/npm'), 0o755)
  vi.stubEnv('PATH', `${join(root, 'bin')}${delimiter}${process.env.PATH}`)
}

const npm = () => {
  const calls: string[] = []
  const install = async (where: string) => {
    calls.push(where)
    await mkdir(join(where, 'node_modules'), { recursive: true })
  }
  return { calls, options: { install, say: () => {} } }
}

test('installs once, and again only when the lock file has changed', async () => {
  const { calls, options } = npm()
  expect(await ensureDependencies(root, options)).toBe(true)
  expect(await ensureDependencies(root, options)).toBe(false)
  await writeFile(join(root, 'package-lock.json'), '{"version":2}')
  expect(await ensureDependencies(root, options)).toBe(true)
  expect(calls).toEqual([root, root])
})

test('an installation that failed is tried again', async () => {
  const install = () => Promise.reject(new Error('no network'))
  await expect(ensureDependencies(root, { install, say: () => {} })).rejects.toThrow('no network')
  expect(await dependenciesStand(root)).toBe(false)
})

test('accepts what a person installed with npm, unless the lock file is newer', async () => {
  await mkdir(join(root, 'node_modules'))
  const record = join(root, 'node_modules/.package-lock.json')
  await writeFile(record, '{}')
  await utimes(join(root, 'package-lock.json'), 1_000, 1_000)
  await utimes(record, 2_000, 2_000)
  expect(await dependenciesStand(root)).toBe(true)
  await utimes(join(root, 'package-lock.json'), 3_000, 3_000)
  expect(await dependenciesStand(root)).toBe(false)
})

test('a folder without npm’s own record was never installed to its end', async () => {
  await mkdir(join(root, 'node_modules'))
  expect(await dependenciesStand(root)).toBe(false)
})

test('calls npm for exactly what is locked, tools included, and says how long it took', async () => {
  await npmThatDoes('mkdir node_modules && echo "$@" > said')
  const lines: string[] = []
  await ensureDependencies(root, { say: (line) => lines.push(line) })
  expect(await readFile(join(root, 'said'), 'utf8')).toMatch(/^ci --include=dev /)
  expect(lines).toEqual([
    expect.stringContaining('Installing'),
    expect.stringMatching(/^Dependencies installed in \d+ s/),
  ])
  expect(await dependenciesStand(root)).toBe(true)
})

test('tells what npm said when it fails', async () => {
  await npmThatDoes('echo "the disk is full" >&2; exit 1')
  await expect(ensureDependencies(root, { say: () => {} })).rejects.toThrow('npm ci failed:\nthe disk is full')
})
