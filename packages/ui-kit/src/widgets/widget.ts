import { type SlotContexts, type SlotName, widgetApiVersion } from '@popug/contracts/widgets.ts'
import type { FunctionComponent } from 'react'
import type { TextFiles } from '../i18n/catalogue.ts'

/** What the module of a widget exports by default. */
export interface Widget<S extends SlotName = SlotName> {
  readonly apiVersion: number
  /** The slots that it answers; they tell it the same. */
  readonly slots: readonly S[]
  readonly show: FunctionComponent<{ readonly context: SlotContexts[S] }>
  /** Its own texts by language, and the name they go by, which begins with the service's. */
  readonly texts?: { readonly name: string; readonly files: TextFiles }
}

/** Declares the widget that a module exports: what it shows in which slots. */
export const widgetFor = <S extends SlotName>(
  slots: readonly S[],
  show: Widget<S>['show'],
  texts?: Widget<S>['texts'],
): Widget<S> => ({ apiVersion: widgetApiVersion, slots, show, ...(texts ? { texts } : {}) })
