import { accountRoutes } from '@popug/contracts/accounts.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { roles } from '@popug/contracts/roles.ts'
import { type WidgetManifest, widgetApiVersion } from '@popug/contracts/widgets.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keyOf } from '../client/hooks.ts'
import { ApiProblem } from '../client/problem.ts'
import { useText } from '../i18n/text.ts'
import { widgetFor } from '../widgets/widget.ts'
import { ids } from './samples.ts'

/** Where a widget would be fetched from, were it not here. */
const module = '/tasks/widget.js'

/** A store of answers of its own: what parts ask for by themselves is there already, or will not come. */
const storeOf = (name: string, title: string): QueryClient => {
  const store = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false, retryOnMount: false } },
  })
  const silence = new ApiProblem({ code: 'unavailable', status: 503 })
  const late = (queryKey: readonly unknown[]): void => {
    store.getQueryCache().build(store, { queryKey }).setState({ status: 'error', error: silence })
  }
  store.setQueryData(['auth', 'person', ids.known], { id: ids.known, name })
  store.setQueryData(keyOf(authRoutes.listUsers, { query: { limit: 20 } }), {
    items: [{ id: ids.known, name }],
    next: null,
  })
  store.setQueryData(['auth', 'person', ids.unknown], null)
  late(['auth', 'person', ids.late])
  store.setQueryData(['widgets', 'registry'], ['tasks', 'mailer'])
  store.setQueryData(['widgets', 'manifest', 'tasks'], {
    service: 'tasks',
    apiVersion: widgetApiVersion,
    widgets: [{ slot: 'accounts/task/v1', module, order: 1, roles }],
  } satisfies WidgetManifest)
  store.setQueryData(['widgets', 'attempt', module], 0)
  store.setQueryData(
    ['widgets', 'module', module, 0],
    widgetFor(['accounts/task/v1'], () => `POP-17 · ${title}`),
  )
  late(['widgets', 'manifest', 'mailer'])
  late(keyOf(accountRoutes.getMyAccount, {}))
  return store
}

/** Where the parts stand: they need no service that answers. */
export const Stage = ({ children }: { readonly children: ReactNode }) => {
  const text = useText()
  const [store] = useState(() => storeOf(text('sample.person'), text('sample.task')))
  return <QueryClientProvider client={store}>{children}</QueryClientProvider>
}
