import { fileURLToPath } from 'node:url'
import type { ServiceName } from '@popug/contracts/topology.ts'
import react from '@vitejs/plugin-react'
import type { ConfigEnv, UserConfig } from 'vite'
import { besideRunning, proxied } from './build/beside-running.ts'
import { contractCalls } from './build/contract-calls.ts'
import { importsInDevelopment, pageHead } from './build/page-head.ts'
import { seldomImports } from './build/seldom.ts'
import { sharedEntries } from './build/shared-entries.ts'
import { readSharedMap } from './build/shared-map.ts'
import { sharedSpecifiers } from './build/specifiers.ts'
import { supported } from './build/supported.ts'
import { type WidgetSource, widgetInputs, widgetsBuilt } from './build/widgets-built.ts'

const kit = fileURLToPath(new URL('.', import.meta.url))
const repository = fileURLToPath(new URL('../..', import.meta.url))
/** A running Popug, which answers what a frontend in development asks. */
const running = process.env.POPUG_URL ?? 'http://localhost:8080'

/** What a frontend has besides its pages. */
interface AppParts {
  /** What it shows on the pages of others. */
  readonly widgets?: readonly WidgetSource[]
}

/**
 * The Vite configuration of a service's frontend: `services/<service>/web`, served under `/<service>/`. Built, it takes what all
 * share from `/shared/`; in development the same import map leads to the dev server,
 * on the pages of the running services too, which it passes on.
 */
export const serviceApp =
  (service: ServiceName, { widgets = [] }: AppParts = {}) =>
  ({ command }: ConfigEnv): UserConfig => {
    const root = `${repository}services/${service}/web`
    const base = `/${service}/`
    const map = command === 'build' ? readSharedMap(kit) : null
    return {
      root,
      base,
      publicDir: `${kit}public`,
      cacheDir: `${repository}.cache/vite/${service}`,
      plugins: [
        react(),
        contractCalls(),
        seldomImports(),
        sharedEntries(repository),
        pageHead(base, map),
        widgetsBuilt(service, widgets),
        besideRunning(service, running, importsInDevelopment(base)),
      ],
      build: {
        outDir: `${root}/dist`,
        emptyOutDir: true,
        assetsDir: 'assets',
        assetsInlineLimit: 0,
        sourcemap: false,
        target: supported,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
        rolldownOptions: {
          external: (id) => sharedSpecifiers.includes(id),
          input: { index: `${root}/index.html`, ...widgetInputs(root, widgets) },
          preserveEntrySignatures: 'exports-only',
        },
      },
      server: { proxy: proxied(service, running) },
    }
  }
