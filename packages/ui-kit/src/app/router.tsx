import type { Role } from '@popug/contracts/roles.ts'
import {
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import type { FunctionComponent } from 'react'
import { NotHere } from '../shell/not-here.tsx'
import { PublicFrame } from '../shell/public-frame.tsx'
import { Shell } from '../shell/shell.tsx'
import { parseSearch, stringifySearch } from './url-state.ts'

interface PageAt {
  /** Below the service's prefix, TanStack's way: `/`, `/all`, `/$id`. */
  readonly path: string
  /** Who may open it; everyone who is signed in unless told. */
  readonly roles?: readonly Role[]
  /** Needs nobody signed in: the sign-in page. */
  readonly public?: true
}

/** A page of an app, at hand or loaded when it is first opened. */
export type AppPage = PageAt &
  ({ readonly page: FunctionComponent } | { readonly load: () => Promise<{ readonly default: FunctionComponent }> })

const componentOf = (page: AppPage): FunctionComponent => {
  const Component = ('page' in page ? page.page : lazyRouteComponent(page.load)) as FunctionComponent
  return page.public
    ? () => (
        <PublicFrame>
          <Component />
        </PublicFrame>
      )
    : () => (
        <Shell roles={page.roles}>
          <Component />
        </Shell>
      )
}

/** The router of an app: its pages under `basepath`, each in the shell, public ones in a bare frame. */
export const makeRouter = (pages: readonly AppPage[], basepath: string, history?: RouterHistory): AnyRouter => {
  const root = createRootRoute({
    notFoundComponent: () => (
      <Shell>
        <NotHere />
      </Shell>
    ),
  })
  const children = pages.map((page) =>
    createRoute({ getParentRoute: () => root, path: page.path, component: componentOf(page) }),
  )
  return createRouter({
    routeTree: root.addChildren(children),
    basepath,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    ...(history ? { history } : {}),
  })
}
