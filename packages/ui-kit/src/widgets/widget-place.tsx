import { Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FunctionComponent, ReactNode } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { readOf } from '../i18n/catalogue.ts'
import { useLanguage } from '../i18n/text.ts'
import { Boundary } from './boundary.tsx'
import type { Answer } from './installed.ts'
import { loadWidget } from './load-widget.ts'
import { Quiet } from './quiet.tsx'
import type { Widget } from './widget.ts'

/** Gives what a widget shows its own texts, by the name of its own, with the kit's behind them. */
const WithTexts = ({ texts, children }: { readonly texts: Widget['texts']; readonly children: ReactNode }) => {
  const { i18n } = useTranslation()
  const language = useLanguage()
  const { isSuccess } = useQuery({
    queryKey: ['widgets', 'texts', texts?.name, language],
    queryFn: async () => {
      if (texts) i18n.addResourceBundle(language, texts.name, await readOf(texts.files, language))
      return true
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  if (!texts) return children
  if (!isSuccess) return <Skeleton w={96} h={20} />
  return (
    <I18nextProvider i18n={i18n} defaultNS={texts.name}>
      {children}
    </I18nextProvider>
  )
}

interface WidgetPlaceProps {
  readonly answer: Answer
  readonly context: object
}

/** The place of one service in a slot: its widget, or quiet where that is late, broken or of another version. */
export const WidgetPlace = ({ answer: { service, module, slot }, context }: WidgetPlaceProps) => {
  const client = useQueryClient()
  // One count for all places of this module on the page: a table asks once for all its rows.
  const { data: attempt = 0 } = useQuery<number>({
    queryKey: ['widgets', 'attempt', module],
    queryFn: () => 0,
    staleTime: Number.POSITIVE_INFINITY,
    initialData: 0,
  })
  const loaded = useQuery({
    queryKey: ['widgets', 'module', module, attempt],
    queryFn: () => loadWidget(module, slot, attempt),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
  const quiet = (
    <Quiet
      service={service}
      onRetry={() => client.setQueryData<number>(['widgets', 'attempt', module], (before = 0) => before + 1)}
    />
  )
  if (loaded.isError) return quiet
  if (!loaded.data) return <Skeleton w={96} h={20} />
  const Show = loaded.data.show as FunctionComponent<{ readonly context: object }>
  return (
    <Boundary key={attempt} fallback={quiet}>
      <WithTexts texts={loaded.data.texts}>
        <Show context={context} />
      </WithTexts>
    </Boundary>
  )
}
