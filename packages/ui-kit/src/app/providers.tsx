import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import type { ReactNode } from 'react'
import { I18nextProvider } from 'react-i18next'
import { theme, themeVariables } from '../theme/theme.ts'
import '../theme/styles.ts'
import { Toaster } from './toaster.tsx'

interface ProvidersProps {
  readonly texts: i18n
  readonly queries: QueryClient
  /** Things appear and go at once, for tests. */
  readonly still?: boolean
  readonly children: ReactNode
}

/** All that pages stand on: texts, queries, theme and toasts. */
export const Providers = ({ texts, queries, still = false, children }: ProvidersProps) => (
  <I18nextProvider i18n={texts}>
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={themeVariables}
        defaultColorScheme="auto"
        env={still ? 'test' : 'default'}
      >
        <Toaster />
        {children}
      </MantineProvider>
    </QueryClientProvider>
  </I18nextProvider>
)
