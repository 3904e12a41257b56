import type { Role } from '@popug/contracts/roles.ts'
import {
  type AnyRouter,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import type { FunctionComponent } from 'react'
import { Allowed } from '../shell/allowed.tsx'
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

const componentOf = (page: AppPage): RouteComponent => {
  const Component = 'page' in page ? page.page : lazyRouteComponent(page.load)
  const { roles } = page
  if (!roles) return Component
  const Guarded = () => (
    <Allowed roles={roles}>
      <Component />
    </Allowed>
  )
  // What is behind the guard is fetched before it is drawn, as of any page, and when its link is meant.
  return Object.assign(Guarded, { preload: () => (Component as RouteComponent).preload?.() })
}

const inShell = () => (
  <Shell>
    <Outlet />
  </Shell>
)
const inPublicFrame = () => (
  <PublicFrame>
    <Outlet />
  </PublicFrame>
)
const nowhere = () => (
  <Shell>
    <NotHere />
  </Shell>
)

/** The router of an app: its pages under `basepath` in the shell, which stays while they change; public ones in a bare frame. */
export const makeRouter = (pages: readonly AppPage[], basepath: string, history?: RouterHistory): AnyRouter => {
  const root = createRootRoute({ notFoundComponent: nowhere })
  const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: inShell })
  const open = createRoute({ getParentRoute: () => root, id: 'open', component: inPublicFrame })
  const pagesOf = (frame: typeof shell | typeof open, own: readonly AppPage[]) =>
    frame.addChildren(
      own.map((page) => createRoute({ getParentRoute: () => frame, path: page.path, component: componentOf(page) })),
    )
  return createRouter({
    routeTree: root.addChildren([
      pagesOf(
        shell,
        pages.filter((page) => !page.public),
      ),
      pagesOf(
        open,
        pages.filter((page) => page.public),
      ),
    ]),
    basepath,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: 'intent',
    ...(history ? { history } : {}),
  })
}
