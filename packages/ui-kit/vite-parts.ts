import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The browsers that Popug is made for. */
export const supported = ['chrome123', 'firefox128', 'safari17.5']

const words = fileURLToPath(new URL('./src/client/schema-words.ts', import.meta.url))

/** In the browser contracts are plain JSON Schema: what checks them stays on the server. */
export const schemaWords = (): Plugin => ({
  name: 'popug-schema-words',
  enforce: 'pre',
  resolveId: (id) => (id === 'typebox' ? words : null),
})
