import { notifications } from '@mantine/notifications'
import type { Me } from '@popug/contracts/auth.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { QueryClient } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { cleanup, configure, type RenderResult, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { onTestFinished } from 'vitest'
import { Providers } from '../app/providers.tsx'
import { type AppPage, makeRouter } from '../app/router.tsx'
import { leave } from '../client/leave.ts'
import { ApiProblem } from '../client/problem.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { textsThatAreHere } from '../i18n/i18n.ts'
import { type FakeRequest, type FakeRoutes, fakeFetch } from './fake-fetch.ts'
import { type FakeWidget, fakeNeighbours } from './fake-neighbours.ts'
import { mendDom } from './mend-dom.ts'
import { textsOf } from './texts-of.ts'

export { type FakeRequest, type FakeRoutes, fakeFetch } from './fake-fetch.ts'
export { type FakeWidget, saying } from './fake-neighbours.ts'

// A busy machine draws a page slowly; the wait ends as soon as what is looked for is there.
configure({ asyncUtilTimeout: 15_000 })

/** A person for tests; name what matters. */
export const person = (change: Partial<Me> = {}): Me => ({
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  login: 'kesha',
  email: 'kesha@popug.test',
  name: 'Kesha Popug',
  role: 'performer',
  language: null,
  ...change,
})

interface RenderOptions {
  readonly service?: ServiceName
  /** Texts by language in place of the service's own. */
  readonly locales?: Readonly<Partial<Record<Language, Catalogue>>>
  /** Who is signed in; null: nobody. A performer unless told. */
  readonly me?: Me | null
  readonly routes?: FakeRoutes
  /** What neighbours show in the slots of the page; none unless told. */
  readonly widgets?: readonly FakeWidget[]
  /** Answers in place of the manifests of some of them. */
  readonly manifests?: Parameters<typeof fakeNeighbours>[1]
  readonly language?: Language
  /** The address within the service, with its query: `/?status=open`. */
  readonly at?: string
}

export interface Rendered extends RenderResult {
  /** What was asked of the services, in order. */
  readonly asked: FakeRequest[]
  /** The pages the app left for. */
  readonly leftFor: string[]
  /** The address within the router now. */
  readonly address: () => string
}

/**
 * Renders pages (or one piece of a page) inside all that the app gives them, with services that answer from `routes` by
 * route name. Call it anew in each test; what the test before rendered is taken away first.
 */
export const renderApp = (ui: ReactNode | readonly AppPage[], options: RenderOptions = {}): Rendered => {
  const { me = person(), routes = {}, language = 'en', at = '/', service = 'tasks' } = options
  // At the test's end too: what closes late (a dialog giving the focus back) must not outlive the document.
  cleanup()
  onTestFinished(cleanup)
  localStorage.clear()
  notifications.clean()
  mendDom()
  const session = me
    ? { user: me, expiresAt: new Date(Date.now() + 600_000).toISOString() }
    : new ApiProblem({ code: 'not_signed_in', status: 401 })
  const renewal = { renewSession: session }
  const fake = fakeFetch(
    { getSession: session, ...renewal, ...routes },
    fakeNeighbours(options.widgets ?? [], options.manifests),
  )
  globalThis.fetch = fake.fetch
  const leftFor: string[] = []
  leave.by = (address) => leftFor.push(address)

  const pages = Array.isArray(ui) ? (ui as AppPage[]) : [{ path: '/', page: () => ui as ReactNode }]
  const history = createMemoryHistory({ initialEntries: [`/${service}${at}`] })
  const router = makeRouter(pages, `/${service}`, history)
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false }, mutations: { retry: false } } })
  const texts = textsThatAreHere(service, textsOf(service, options.locales), language)
  const result = render(
    <Providers texts={texts} queries={queries} still>
      <RouterProvider router={router} />
    </Providers>,
  )
  return { ...result, asked: fake.asked, leftFor, address: () => history.location.href }
}
