import { SettingsError } from '@popug/service-kit'
import { describe, expect, it } from 'vitest'
import { databaseUrl } from '../embedded/database-settings.ts'
import { readComposed } from './settings.ts'

const own = {
  SERVICE: 'tasks,billing',
  DATABASE_URL: 'mysql://{service}:secret@mysql:3306/{service}',
  AMQP_URL: 'amqp://popug:secret@rabbitmq:5672',
  SERVICE_SECRET: 's'.repeat(40),
  CARD_KEY: '0123456789abcdef'.repeat(4),
  PAYOUT_PROVIDER: 'sandbox',
  SANDBOX_SECRET: 'b'.repeat(24),
}

/** The names that are refused, and what is said of them. */
const refused = (env: NodeJS.ProcessEnv): Record<string, string> => {
  try {
    readComposed(env)
    return {}
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return Object.fromEntries(error.errors.map(({ name, problem }) => [name, problem]))
  }
}

describe('the settings of a program in the composed mode', () => {
  it('name its services, each with a database and neighbours', () => {
    const { services, neighbourUrl, settings } = readComposed(own)
    expect(services.map(({ name }) => name)).toEqual(['tasks', 'billing'])
    expect(databaseUrl(settings, 'tasks')).toBe('mysql://tasks:secret@mysql:3306/tasks')
    expect(neighbourUrl('auth')).toBe('http://auth:3000')
    expect(settings).toMatchObject({ PORT: 3000, REASSIGN_CHUNK: 2_000, CURRENCY: 'USD' })
  })

  it('take neighbours one by one', () => {
    const { neighbourUrl } = readComposed({ ...own, NEIGHBOURS: 'auth=http://10.0.0.1:1?a=b,tasks=https://10.0.0.2' })
    expect(neighbourUrl('auth')).toBe('http://10.0.0.1:1?a=b')
    expect(neighbourUrl('tasks')).toBe('https://10.0.0.2')
    expect(neighbourUrl('mailer')).toBeUndefined()
  })

  it('are refused all at once, those of services that run elsewhere not at all', () => {
    expect(Object.keys(refused({ SERVICE: 'billing' })).sort()).toEqual([
      'AMQP_URL',
      'CARD_KEY',
      'DATABASE_URL',
      'PAYOUT_PROVIDER',
      'SERVICE_SECRET',
    ])
    expect(Object.keys(refused({ ...own, SERVICE: 'billing,nobody' }))).toEqual(['SERVICE'])
  })

  it('give each of several services a database of its own', () => {
    const one = { ...own, DATABASE_URL: 'mysql://popug:secret@mysql:3306/popug' }
    expect(refused(one)).toEqual({ DATABASE_URL: expect.stringContaining('one database for tasks,billing') })
    expect(refused({ ...one, SERVICE: 'tasks' })).toEqual({})
  })

  const throwAway = {
    SERVICE_SECRET: `1-demo-only-${'not-a-secret-'.repeat(3)}`,
    CARD_KEY: `1${'d'.repeat(63)}`,
    DATABASE_URL: 'mysql://{service}:1-demo-only@mysql:3306/{service}',
    AMQP_URL: 'amqp://popug:1-demo-only@rabbitmq:5672',
    SANDBOX_SECRET: '1-demo-only-and-known-to-everybody',
  }

  it.each(Object.entries(throwAway))('refuse the throw-away %s outside of a demo', (name, value) => {
    const env = { ...own, [name]: value }
    expect(refused(env)).toEqual({ [name]: expect.stringContaining('throw-away') })
    expect(refused({ ...env, POPUG_DEMO: '0' })).toEqual({ [name]: expect.stringContaining('throw-away') })
    expect(refused({ ...env, POPUG_DEMO: '1' })).toEqual({})
  })

  it('let a bank that moves no money pay where somebody has said so, and in a demo', () => {
    const { PAYOUT_PROVIDER: _, ...unsaid } = own
    expect(refused(unsaid)).toEqual({ PAYOUT_PROVIDER: expect.stringContaining('no demo') })
    expect(refused({ ...unsaid, SERVICE: 'tasks' })).toEqual({})
    expect(refused({ ...unsaid, POPUG_DEMO: '1' })).toEqual({})
    expect(refused({ ...own, PAYOUT_PROVIDER: 'sandbox' })).toEqual({})
    expect(Object.keys(refused({ ...own, PAYOUT_PROVIDER: 'piggy' }))).toEqual(['PAYOUT_PROVIDER'])
  })

  it('name what the chosen bank lacks', () => {
    const { SANDBOX_SECRET: _, ...lacking } = own
    expect(refused(lacking)).toEqual({ SANDBOX_SECRET: expect.stringContaining('PAYOUT_PROVIDER is sandbox') })
  })
})
