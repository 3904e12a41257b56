import { allRoutes } from '@popug/contracts/routes.ts'
import { describe, expect, it, vi } from 'vitest'
import * as words from './schema-words.ts'

const schemasOf = (routes: typeof allRoutes): Record<string, unknown> =>
  Object.fromEntries(
    routes.map(({ service, name, params, query, body, answer }) => [
      `${service} ${name}`,
      JSON.parse(JSON.stringify({ params, query, body, answer })),
    ]),
  )

describe('the contracts in a browser', () => {
  it('are the same JSON Schema as on the server, for every route', async () => {
    const onServer = schemasOf(allRoutes)
    expect(Object.keys(onServer).length).toBeGreaterThan(100)
    vi.doMock('typebox', () => words)
    vi.resetModules()
    const browser: { allRoutes: typeof allRoutes } = await import('@popug/contracts/routes.ts')
    expect(browser.allRoutes).not.toBe(allRoutes)
    expect(schemasOf(browser.allRoutes)).toEqual(onServer)
    vi.doUnmock('typebox')
  })
})
