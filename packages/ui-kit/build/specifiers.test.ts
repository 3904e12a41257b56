import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { namesImported, sharedModule, sharedSpecifiers } from './specifiers.ts'

const repository = resolve(import.meta.dirname, '../../..')

describe('what is shared', () => {
  it('has the values that a source imports by name, and no types', () => {
    const source = `
      import { Anchor, type AnchorProps, Button as Push } from '@mantine/core'
      import type { Card } from '@mantine/core'
      import React, { useState } from 'react'
      import {
        Table,
      } from '@mantine/core'
      import { DatePicker } from '@mantine/dates'`
    expect(namesImported(source, '@mantine/core')).toEqual(['Anchor', 'Button', 'Table'])
    expect(namesImported(source, 'react')).toEqual(['useState'])
  })

  it('names all of React, and of Mantine what some page imports', () => {
    const react = sharedModule(repository, 'react')
    for (const name of ['default', 'useState', 'Suspense', 'lazy']) expect(react).toMatch(new RegExp(`\\b${name}\\b`))
    expect(react).not.toContain('__')
    const mantine = sharedModule(repository, '@mantine/core')
    expect(mantine).toMatch(/\bButton\b/)
    expect(mantine).not.toMatch(/\bStepper\b/)
    expect(sharedSpecifiers).toContain('@popug/ui-kit')
  })
})
