import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Type } from 'typebox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readInstallation } from './installation.ts'
import { readSettings, SettingsError } from './settings.ts'

const Settings = Type.Object({
  PORT: Type.Integer({ minimum: 1, maximum: 65_535, default: 3_000, description: 'the port', examples: [3_000] }),
  RATE: Type.Optional(Type.Number({ description: 'a rate', examples: [0.5] })),
  STRICT: Type.Boolean({ default: false, description: 'whether to be strict', examples: [true] }),
  MODE: Type.Enum(['calm', 'quick'], { default: 'calm', description: 'how', examples: ['calm'] }),
  API_KEY: Type.String({ minLength: 8, description: 'a key of 8 characters or more', examples: ['12345678'] }),
})

const errorsOf = (env: NodeJS.ProcessEnv) => {
  try {
    readSettings(Settings, env)
  } catch (error) {
    if (error instanceof SettingsError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('settings', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'popug-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are read from text, with their defaults', () => {
    expect(readSettings(Settings, { API_KEY: 'a long key', PORT: '81', RATE: '0.25', STRICT: 'true' })).toEqual({
      PORT: 81,
      RATE: 0.25,
      STRICT: true,
      MODE: 'calm',
      API_KEY: 'a long key',
    })
    expect(readSettings(Settings, { API_KEY: 'a long key', PORT: '' })).not.toHaveProperty('RATE')
  })

  it.each([
    ['PORT', 'http'],
    ['PORT', '0'],
    ['PORT', '1.5'],
    ['PORT', '65536'],
    ['RATE', 'much'],
    ['STRICT', 'yes'],
    ['MODE', 'wild'],
  ])('refuse %s=%s by name, with what is expected and an example', (name, value) => {
    const { errors, message } = errorsOf({ API_KEY: 'a long key', [name]: value })
    expect(errors).toHaveLength(1)
    expect(message).toContain(`${name} is "${value}"; expected `)
    expect(message).toContain(`for example ${name}=`)
  })

  it('tell which numbers are allowed', () => {
    const [port, rate] = errorsOf({ API_KEY: 'a long key', PORT: '0', RATE: 'much' }).errors
    expect([port?.expected, rate?.expected]).toEqual(['the port: a whole number from 1 to 65535', 'a rate: a number'])
  })

  it('are refused all at once', () => {
    const { errors } = errorsOf({ PORT: 'x', RATE: 'x', STRICT: 'x', MODE: 'x' })
    expect(errors.map(({ name }) => name)).toEqual(['PORT', 'RATE', 'STRICT', 'MODE', 'API_KEY'])
    expect(errors.at(-1)).toMatchObject({ problem: 'is missing', expected: 'a key of 8 characters or more' })
  })

  it('do not show a secret that is refused', () => {
    expect(errorsOf({ API_KEY: 'hunter2' }).message).not.toContain('hunter2')
  })

  it('are read from the file that NAME_FILE names, without its last line end', () => {
    const file = join(folder, 'key')
    writeFileSync(file, 'a key from a file\n')
    expect(readSettings(Settings, { API_KEY_FILE: file, API_KEY: 'a key from a variable' }).API_KEY).toBe(
      'a key from a file',
    )
    expect(errorsOf({ API_KEY_FILE: join(folder, 'nothing') }).message).toContain(
      'API_KEY cannot be read from the file that API_KEY_FILE names (ENOENT)',
    )
  })

  it('of the installation name a time zone that exists', () => {
    const env = { SERVICE_SECRET: 'x'.repeat(32) }
    expect(readInstallation(env)).toMatchObject({ BUSINESS_TIME_ZONE: 'UTC', CURRENCY: 'USD', LOG_LEVEL: 'info' })
    expect(() => readInstallation({ ...env, BUSINESS_TIME_ZONE: 'Mars/Olympus' })).toThrow(
      'BUSINESS_TIME_ZONE is "Mars/Olympus"',
    )
    for (const currency of ['usd', 'XTS', 'DEM', 'ABC', 'US', 'DOLLARS'])
      expect(() => readInstallation({ ...env, CURRENCY: currency })).toThrow(
        `CURRENCY is "${currency}"; expected the ISO 4217 code of the one currency`,
      )
    expect(() => readInstallation({})).toThrow('SERVICE_SECRET is missing')
  })
})
