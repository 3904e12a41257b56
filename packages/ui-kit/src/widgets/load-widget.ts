import { widgetApiVersion } from '@popug/contracts/widgets.ts'
import { inTime, modulePatience, WidgetFault } from './answers.ts'
import type { Widget } from './widget.ts'

/** How modules are fetched; tests put another in its place. */
export const modules = {
  load: (address: string): Promise<{ readonly default?: unknown }> => import(/* @vite-ignore */ address),
}

const isWidget = (value: unknown): value is Widget =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Widget).show === 'function' &&
  typeof (value as Widget).apiVersion === 'number' &&
  Array.isArray((value as Widget).slots)

/**
 * Fetches a widget's module. A browser remembers a module that threw or did not come, so every further attempt asks by an
 * address of its own.
 */
export const loadWidget = async (address: string, slot: string, attempt: number): Promise<Widget> => {
  const asked = attempt === 0 ? address : `${address}?attempt=${attempt}`
  const { default: found } = await inTime(address, modulePatience, modules.load(asked))
  if (!isWidget(found)) throw new WidgetFault('unreadable', address)
  if (found.apiVersion !== widgetApiVersion || !found.slots.some((one) => one === slot))
    throw new WidgetFault('other_version', address)
  return found
}
