import { InstallationSettings } from '@popug/service-kit'
import type { TObject, TSchema } from 'typebox'
import { describe, expect, it } from 'vitest'
import { BankSettings } from '../../apps/bank/settings.ts'
import { BankContainer } from '../../apps/composed/commands/bank.ts'
import { DemoSettings } from '../../apps/composed/commands/demo.ts'
import { ComposeVariables } from '../../apps/composed/compose-variables.ts'
import { ComposedSettings, readComposed } from '../../apps/composed/settings.ts'
import { settledByCompose } from '../../apps/composed/settled-by-compose.ts'
import { services } from '../../apps/embedded/services.ts'
import { allSettings } from '../generate/all-settings.ts'
import { composeText, readComposeFile } from './compose-file.ts'

/** Every container that runs a program of ours, and what that program reads. */
const readers: readonly (readonly [container: string, schemas: readonly TObject[]])[] = [
  ...services.map(({ name, settings }) => [name, [InstallationSettings, ComposedSettings, settings]] as const),
  ['bank', [BankSettings, BankContainer]],
  ['demo', [DemoSettings]],
]
const namesOf = (schemas: readonly TObject[]): string[] => [
  ...new Set(schemas.flatMap(({ properties }) => Object.keys(properties))),
]

const demo = { POPUG_DEMO: '1' }
const environmentOf = (container: string, env: Record<string, string>): Readonly<Record<string, string>> =>
  readComposeFile({ ...demo, ...env }).services[container]?.environment ?? {}

/** Whether what somebody writes into `.env` comes to a container. */
const reaches = (container: string, name: string): boolean =>
  environmentOf(container, { [name]: 'of-our-own' })[name] === 'of-our-own'

describe.each(readers)('%s', (container, schemas) => {
  it('is told every setting that it reads, as .env has it', () => {
    const missed = namesOf(schemas).filter((name) => !(name in settledByCompose) && !reaches(container, name))
    expect(missed).toEqual([])
  })

  it('is told nothing that it does not read', () => {
    const known = [...namesOf(schemas), 'LOG_LEVEL']
    expect(Object.keys(environmentOf(container, {})).filter((name) => !known.includes(name))).toEqual([])
  })
})

it.each(services.map((service) => [service.name, service] as const))(
  '%s stands at its own defaults where .env is silent',
  (name, { settings }) => {
    const { POPUG_DEMO: _, ...own } = settings.properties as Record<string, TSchema & { default?: unknown }>
    const read = readComposed(environmentOf(name, {}))
    const chosen = { ...InstallationSettings.properties, ...own } as typeof own
    for (const [setting, { default: fallback }] of Object.entries(chosen))
      if (fallback !== undefined)
        expect([setting, (read.settings as Record<string, unknown>)[setting]]).toEqual([setting, fallback])
  },
)

it('what compose.yaml settles by itself is read by somebody, and really comes from nowhere else', () => {
  for (const name of Object.keys(settledByCompose)) {
    const reading = readers.filter(([, schemas]) => namesOf(schemas).includes(name)).map(([container]) => container)
    expect([name, reading.length > 0]).toEqual([name, true])
    expect([name, reading.filter((container) => reaches(container, name))]).toEqual([name, []])
  }
})

it('compose.yaml takes what is told of it, and nothing else', () => {
  const taken = new Set([...composeText().matchAll(/\$\{(\w+)/g)].map(([, name = '']) => name))
  const told = new Set(allSettings().flatMap(({ rows }) => rows.map(({ name }) => name)))
  expect([...taken].filter((name) => !told.has(name))).toEqual([])
  // Which containers there are at all, compose itself reads.
  expect(Object.keys(ComposeVariables.properties).filter((name) => !taken.has(name))).toEqual(['COMPOSE_PROFILES'])
})

it('does not start where nobody said whether it is a demo', () => {
  expect(() => readComposeFile({})).toThrow('POPUG_DEMO=1 for a demo')
})
