import { join } from 'node:path'
import type { Role } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import type { SlotName, WidgetManifest } from '@popug/contracts/widgets.ts'
import type { Plugin, Rolldown } from 'vite'

/** A widget as its service declares it. */
export interface WidgetSource {
  readonly slot: SlotName
  /** Its module, from the folder of the frontend. */
  readonly module: string
  /** Lower comes first; 100 unless told. */
  readonly order?: number
  /** Who is shown it: everyone unless told. */
  readonly roles?: readonly Role[]
}

/** Of contracts, which a configuration cannot load while it is being read. */
const apiVersion = 1
const everyone: readonly Role[] = ['performer', 'manager', 'accountant', 'executive', 'admin']

const nameOf = ({ module }: WidgetSource): string => `widget-${module.replace(/^.*[/]|[.]tsx?$/g, '')}`

/** The widgets as entries of a build, beside the page. */
export const widgetInputs = (root: string, widgets: readonly WidgetSource[]): Record<string, string> =>
  Object.fromEntries(widgets.map((widget) => [nameOf(widget), join(root, widget.module)]))

const manifestOf = (
  service: ServiceName,
  widgets: readonly WidgetSource[],
  addressOf: (widget: WidgetSource) => string,
): WidgetManifest => ({
  service,
  apiVersion,
  widgets: widgets.map((widget) => ({
    slot: widget.slot,
    module: addressOf(widget),
    order: widget.order ?? 100,
    roles: widget.roles ?? everyone,
  })),
})

type Chunk = Rolldown.OutputChunk & { readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> } }

const mustBringNoStyles = (chunk: Chunk): void => {
  const styles = [...(chunk.viteMetadata?.importedCss ?? [])]
  if (styles.length > 0) throw new Error(`${chunk.name} brings styles (${styles}), which would hold for the whole page`)
}

/** Writes `widgets.json` beside the page; in development the dev server answers it, from the sources. */
export const widgetsBuilt = (service: ServiceName, widgets: readonly WidgetSource[]): Plugin => {
  let root = ''
  return {
    name: 'popug-widgets',
    configResolved: (config) => {
      root = config.root
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const addressOf = (widget: WidgetSource): string => {
          const found = chunks.find(({ name, isEntry }) => isEntry && name === nameOf(widget))
          if (!found) throw new Error(`The build has no file for ${widget.module}`)
          mustBringNoStyles(found)
          return `/${service}/${found.fileName}`
        }
        const manifest = manifestOf(service, widgets, addressOf)
        this.emitFile({ type: 'asset', fileName: 'widgets.json', source: `${JSON.stringify(manifest, null, 2)}\n` })
      },
    },
    configureServer: ({ middlewares }) => {
      const manifest = manifestOf(service, widgets, ({ module }) => `/${service}/@fs${join(root, module)}`)
      middlewares.use(`/${service}/widgets.json`, (_request, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(manifest))
      })
    },
  }
}
