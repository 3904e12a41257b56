import type { ServiceName } from '@popug/contracts/topology.ts'
import react from '@vitejs/plugin-react'
import type { Plugin, ProxyOptions } from 'vite'

/** Those of contracts, which a configuration cannot load while it is being read; the compiler tells when one is missing. */
const installed: Record<ServiceName, true> = {
  auth: true,
  tasks: true,
  accounts: true,
  billing: true,
  mailer: true,
  analytics: true,
}
const services = Object.keys(installed)

/** What the dev server of one frontend passes on to a running Popug: everything but that frontend. */
export const proxied = (service: string, target: string): Record<string, ProxyOptions> => {
  const to: ProxyOptions = { target }
  const others = services.filter((name) => name !== service).map((name) => `/${name}/`)
  const paths = [...others, `/${service}/api/`, '/shared/', '/registry.json', '/speculation-rules.json', '^/$']
  return Object.fromEntries(paths.map((path) => [path, to]))
}

/** How long a running Popug may take for a page, in milliseconds. */
const patience = 10_000

const importMap = /(<script type="importmap"[^>]*>)[^<]*(<[/]script>)/

/**
 * Gives the pages of the running services the import map of the dev server: so a widget in development finds on them the React
 * that they have themselves. The policy of a built page names its own map by digest, and stays behind.
 */
export const besideRunning = (service: string, target: string, imports: Readonly<Record<string, string>>): Plugin => ({
  name: 'popug-beside-running',
  configureServer: ({ middlewares, config }) => {
    // Modules of the dev server look for it, so that what is edited is shown at once.
    const refresh = `<script type="module">${react.preambleCode.replace('__BASE__', config.base)}</script>`
    const map = JSON.stringify({ imports })
    middlewares.use((request, response, next) => {
      const { url = '/', headers, method } = request
      const [, of = ''] = url.split(/[/?]/)
      const isPage = method === 'GET' && (headers.accept ?? '').includes('text/html') && !url.includes('/api/')
      if (!isPage || of === service || !services.includes(of)) return next()
      fetch(target + url, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(patience) })
        .then(async (page) => {
          const text = await page.text()
          response.statusCode = page.status
          response.setHeader('content-type', page.headers.get('content-type') ?? 'text/html')
          response.setHeader('cache-control', 'no-cache')
          response.end(text.replace(importMap, (_old, begin: string, end: string) => begin + map + end + refresh))
        })
        .catch(next)
    })
  },
})
