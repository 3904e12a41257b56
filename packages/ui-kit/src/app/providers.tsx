import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { i18n } from 'i18next'
import { type ReactNode, useMemo } from 'react'
import { I18nextProvider } from 'react-i18next'
import { calendarWords } from '../i18n/calendar-words.ts'
import { useLanguage } from '../i18n/text.ts'
import { theme, themeVariables } from '../theme/theme.ts'
import '../theme/styles.ts'

interface ProvidersProps {
  readonly texts: i18n
  readonly queries: QueryClient
  /** Things appear and go at once, for tests. */
  readonly still?: boolean
  readonly children: ReactNode
}

const Dates = ({ children }: { readonly children: ReactNode }) => {
  const language = useLanguage()
  const locale = useMemo(() => calendarWords(language), [language])
  return <DatesProvider settings={{ locale, firstDayOfWeek: 1 }}>{children}</DatesProvider>
}

/** All that pages stand on: texts, queries, theme, dates and toasts. */
export const Providers = ({ texts, queries, still = false, children }: ProvidersProps) => (
  <I18nextProvider i18n={texts}>
    <QueryClientProvider client={queries}>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={themeVariables}
        defaultColorScheme="auto"
        env={still ? 'test' : 'default'}
      >
        <Dates>
          <Notifications position="bottom-right" />
          {children}
        </Dates>
      </MantineProvider>
    </QueryClientProvider>
  </I18nextProvider>
)
