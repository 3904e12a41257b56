// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { seldomApart, seldomNames } from './seldom.ts'
import { sharedModule } from './specifiers.ts'

const repository = resolve(import.meta.dirname, '../../..')

const folders = readdirSync(join(repository, 'services')).map((service) => join('services', service, 'web'))

/** All that the frontends and the kit say. */
const sources = [...folders, 'packages/ui-kit/src'].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /[.]tsx?$/.test(file) && !file.startsWith('dist'))
    .map((file) => readFileSync(join(repository, folder, file), 'utf8')),
)

describe('what stands on few pages', () => {
  it('is imported from a module of its own, and all else from where it was', () => {
    const source = [
      `import { Button, type CheckboxProps, Switch as Lever } from '@mantine/core'`,
      `import { Timeline } from '@mantine/core'`,
      `import type { Grid } from '@mantine/core'`,
      `import { Checkbox } from './checkbox.tsx'`,
    ]
    expect(seldomApart('page.tsx', source.join('\n')).split('\n')).toEqual([
      `import { Button, type CheckboxProps } from '@mantine/core';import { Switch as Lever } from '@popug/ui-kit/seldom'`,
      `;import { Timeline } from '@popug/ui-kit/seldom'`,
      source[2],
      source[3],
    ])
  })

  it('must be imported by its names', () => {
    expect(() => seldomApart('page.tsx', `import kit, { Switch } from '@mantine/core'`)).toThrow('by its names')
  })

  it.each(Object.entries(seldomNames))(
    'is not in the module of %s that every page fetches, and stands somewhere',
    (library, names) => {
      const often = sharedModule(repository, library)
      const seldom = sharedModule(repository, '@popug/ui-kit/seldom')
      for (const name of names) {
        expect(often).not.toMatch(new RegExp(`\\b${name}\\b`))
        expect(seldom).toMatch(new RegExp(`\\b${name}\\b`))
        expect(
          sources.some((source) => new RegExp(`\\b${name}\\b`).test(source)),
          name,
        ).toBe(true)
      }
    },
  )
})
