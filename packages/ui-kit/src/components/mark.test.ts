// @vitest-environment node
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { markShapes } from './mark.tsx'

it('the favicon is the same drawing as the mark', () => {
  const favicon = readFileSync(new URL('../../public/favicon.svg', import.meta.url), 'utf8')
  expect([...favicon.matchAll(/ d="([^"]+)"/g)].map(([, shape]) => shape)).toEqual(Object.values(markShapes))
})
