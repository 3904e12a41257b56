import { accountRoutes } from '@popug/contracts/accounts.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { keyOf } from '../client/hooks.ts'
import { ApiProblem } from '../client/problem.ts'
import { useText } from '../i18n/text.ts'
import { ids } from './samples.ts'

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
  store.setQueryData(['tasks', 'task', ids.known], { id: ids.known, key: 'POP-17', title })
  store.setQueryData(['tasks', 'task', ids.unknown], null)
  late(['tasks', 'task', ids.late])
  late(keyOf(accountRoutes.getMyAccount, {}))
  return store
}

/** Where the parts stand: they need no service that answers. */
export const Stage = ({ children }: { readonly children: ReactNode }) => {
  const text = useText()
  const [store] = useState(() => storeOf(text('sample.person'), text('sample.task')))
  return <QueryClientProvider client={store}>{children}</QueryClientProvider>
}
