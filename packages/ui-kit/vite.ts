import { fileURLToPath } from 'node:url'
import type { ServiceName } from '@popug/contracts/topology.ts'
import react from '@vitejs/plugin-react'
import type { Plugin, UserConfig } from 'vite'

const kit = fileURLToPath(new URL('.', import.meta.url))
const repository = fileURLToPath(new URL('../..', import.meta.url))

/** What every page's head has in common; the page itself brings its title and its script. */
const head = (base: string): Plugin => ({
  name: 'popug-head',
  transformIndexHtml: () => [
    { tag: 'meta', attrs: { charset: 'utf-8' }, injectTo: 'head-prepend' },
    { tag: 'meta', attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1, viewport-fit=cover' } },
    // Before the script has run the canvas is already dark for people whose system is.
    { tag: 'meta', attrs: { name: 'color-scheme', content: 'light dark' } },
    { tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` } },
  ],
})

/** The Vite configuration of a service's frontend: `services/<service>/web`, served under `/<service>/`. */
export const serviceApp = (service: ServiceName): UserConfig => {
  const root = `${repository}services/${service}/web`
  const base = `/${service}/`
  return {
    root,
    base,
    publicDir: `${kit}public`,
    cacheDir: `${repository}.cache/vite/${service}`,
    plugins: [react(), head(base)],
    build: {
      outDir: `${root}/dist`,
      emptyOutDir: true,
      assetsDir: 'assets',
      assetsInlineLimit: 0,
      sourcemap: false,
      target: ['chrome123', 'firefox128', 'safari17.5'],
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
    },
    server: {
      proxy: Object.fromEntries(
        ['auth', 'tasks', 'accounts', 'billing', 'mailer', 'analytics'].map((name) => [
          `/${name}/api`,
          { target: 'http://localhost:8080' },
        ]),
      ),
    },
  }
}
