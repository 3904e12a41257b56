import type { ServiceName } from '@popug/contracts/topology.ts'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from '../client/query-client.ts'
import type { TextFiles } from '../i18n/catalogue.ts'
import { makeI18n } from '../i18n/i18n.ts'
import { guessLanguage } from '../i18n/language.ts'
import { printLight } from '../theme/light-on-paper.ts'
import { Providers } from './providers.tsx'
import { type AppPage, makeRouter } from './router.tsx'

export interface App {
  readonly service: ServiceName
  readonly pages: readonly AppPage[]
  /** The service’s own texts in each language; only the one that is read is fetched. */
  readonly texts: TextFiles
}

/** Shows a service's frontend in the element `#root` of its page. */
export const startApp = async ({ service, pages, texts }: App): Promise<void> => {
  const element = document.getElementById('root')
  if (!element) throw new Error('The page has no element with the id root')
  const router = makeRouter(pages, `/${service}`)
  printLight()
  const i18n = await makeI18n(service, texts, guessLanguage())
  createRoot(element).render(
    <StrictMode>
      <Providers texts={i18n} queries={makeQueryClient()}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
}
