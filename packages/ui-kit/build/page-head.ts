import type { HtmlTagDescriptor, IndexHtmlTransformContext, Plugin } from 'vite'
import { sharedEntry } from './shared-entries.ts'
import type { SharedMap } from './shared-map.ts'
import { sharedSpecifiers } from './specifiers.ts'

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>

/** What a file and all that it imports at once take from the shared modules. */
const sharedBy = (file: string, bundle: Bundle, seen = new Set<string>()): string[] => {
  const chunk = bundle[file]
  if (sharedSpecifiers.includes(file)) return [file]
  if (seen.has(file) || chunk?.type !== 'chunk') return []
  seen.add(file)
  return chunk.imports.flatMap((next) => sharedBy(next, bundle, seen))
}

/** The scripts that a page's first one will ask for, named so early that they are fetched side by side. */
const preloads = (map: SharedMap, { bundle, chunk }: IndexHtmlTransformContext): HtmlTagDescriptor[] => {
  const shared = bundle && chunk ? sharedBy(chunk.fileName, bundle) : []
  const files = new Set(shared.flatMap((name) => map.closures[map.imports[name] ?? ''] ?? []))
  return [...files].map((href) => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href } }))
}

/** In development the dev server itself makes the modules that are shared. */
export const importsInDevelopment = (base: string): Record<string, string> =>
  Object.fromEntries(sharedSpecifiers.map((name) => [name, `${base}@id/${sharedEntry(name)}`]))

/**
 * What every page's head has in common; the page itself brings its title and its script. The import map comes before the first
 * module: by it pages, and the widgets of others on them, find one and the same React.
 */
export const pageHead = (base: string, map: SharedMap | null): Plugin => ({
  name: 'popug-head',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, context) => {
      const imports = map ? map.imports : importsInDevelopment(base)
      const tags: HtmlTagDescriptor[] = [
        { tag: 'meta', attrs: { charset: 'utf-8' } },
        { tag: 'script', attrs: { type: 'importmap' }, children: JSON.stringify({ imports }) },
        {
          tag: 'meta',
          attrs: { name: 'viewport', content: 'width=device-width, initial-scale=1, viewport-fit=cover' },
        },
        // Before the script has run the canvas is already dark for people whose system is.
        { tag: 'meta', attrs: { name: 'color-scheme', content: 'light dark' } },
        { tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: `${base}favicon.svg` } },
        ...(map?.styles ?? []).map((href) => ({ tag: 'link', attrs: { rel: 'stylesheet', crossorigin: true, href } })),
        ...(map ? preloads(map, context) : []),
      ]
      return tags.map((tag) => ({ ...tag, injectTo: 'head-prepend' as const }))
    },
  },
})
