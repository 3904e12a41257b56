// @vitest-environment node
import { fileURLToPath } from 'node:url'
import type { Route } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import { build, type Rolldown } from 'vite'
import { describe, expect, it } from 'vitest'
import { callsAlone, contractCalls } from './contract-calls.ts'

const routes = fileURLToPath(new URL('../../contracts/src/routes.ts', import.meta.url))

/** The contracts as a frontend's build has them. */
const built = async (): Promise<string> => {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    plugins: [contractCalls()],
    build: { write: false, lib: { entry: routes, formats: ['es'] } },
  })
  return ([made].flat() as Rolldown.RolldownOutput[]).map(({ output }) => output[0].code).join('')
}

/** What a client needs to know of a route. */
const callOf = ({ name, service, method, path, creates, consumes, answer }: Route) => ({
  ...{ name, service, method, path, creates, consumes },
  answers: answer !== null,
})

describe('the contracts in a browser', () => {
  it('keep how a route is called, and lose what checks it and what documents say of it', () => {
    const source = `
      import { type Static, Type } from 'typebox'
      import { closedObject, pageOf, route } from './route.ts'
      export const sizes = ['small', 'large'] as const
      export const Bird = Type.Object({ id: Type.String(), size: Type.Enum([...sizes]) })
      export type Bird = Static<typeof Bird>
      export const birdRoutes = {
        list: route({ name: 'list', service, method: 'GET', path: '/', who, summary: 'Birds', answer: pageOf(Bird) }),
        free: route({ name: 'free', path: '/:id', params: closedObject({ id: Id }), creates: true, answer: null }),
      }`
    const calls = callsAlone('birds.ts', source)
    expect(calls).toContain(`list: ({ name: 'list', service, method: 'GET', path: '/', answer: {} }),`)
    expect(calls).toContain(`free: ({ name: 'free', path: '/:id', creates: true, answer: null }),`)
    expect(calls).toContain('export const Bird = ({ properties: {} })\n')
    expect(calls).not.toMatch(/from 'typebox'|Type[.]|pageOf[(]|summary/)
  })

  it('refuse a route whose parts are not all to be read', () => {
    expect(() => callsAlone('birds.ts', 'route({ ...others })')).toThrow('names each of its parts')
  })

  it('call every route as the server answers it, with nothing to check by', async () => {
    const code = await built()
    const browser = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { allRoutes: Route[] }
    expect(allRoutes.length).toBeGreaterThan(100)
    expect(browser.allRoutes.map(callOf)).toEqual(allRoutes.map(callOf))
    expect(code).not.toContain('additionalProperties')
    expect(code).not.toContain('minLength')
  })
})
