import { roles } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { type SlotContexts, type SlotName, type WidgetManifest, widgetApiVersion } from '@popug/contracts/widgets.ts'
import { modules } from '../widgets/load-widget.ts'
import { widgetFor } from '../widgets/widget.ts'

/** A widget of a neighbour on the page under test. */
export interface FakeWidget {
  readonly service: string
  readonly slot: string
  /** What its module exports by default, or a function that loads it. */
  readonly widget: unknown
  readonly order?: number
  readonly roles?: readonly string[]
}

/** A neighbour that answers a slot with words about its context. */
export const saying = <S extends SlotName>(
  service: ServiceName,
  slot: S,
  words: (context: SlotContexts[S]) => string,
): FakeWidget => ({ service, slot, widget: widgetFor([slot], ({ context }) => words(context)) })

const addressOf = ({ service }: FakeWidget, index: number): string => `/${service}/assets/widget-${index}.js`

/**
 * Installs neighbours with these widgets, and answers what is asked of `/registry.json` and the manifests; undefined for any other
 * address. `manifests` stand in place of those of the widgets.
 */
export const fakeNeighbours = (
  widgets: readonly FakeWidget[],
  manifests: Readonly<Record<string, () => Promise<Response> | Response>> = {},
): ((path: string) => Promise<Response> | Response | undefined) => {
  const services = [...new Set([...widgets.map(({ service }) => service), ...Object.keys(manifests)])]
  modules.load = async (asked) => {
    const address = asked.replace(/[?].*$/, '')
    const found = widgets.find((widget, index) => addressOf(widget, index) === address)?.widget
    return { default: await (typeof found === 'function' ? found(asked) : found) }
  }
  return (path) => {
    if (path === '/registry.json') return Response.json({ services })
    const service = /^[/]([^/]+)[/]widgets[.]json$/.exec(path)?.[1]
    if (service === undefined) return undefined
    const own = manifests[service]
    if (own) return own()
    const manifest: WidgetManifest = {
      service,
      apiVersion: widgetApiVersion,
      widgets: widgets.flatMap((widget, index) =>
        widget.service === service
          ? [
              {
                slot: widget.slot,
                module: addressOf(widget, index),
                order: widget.order ?? 100,
                roles: (widget.roles ?? roles) as typeof roles,
              },
            ]
          : [],
      ),
    }
    return Response.json(manifest)
  }
}
