import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'
import { contractCalls } from './contract-calls.ts'
import { seldomNames } from './seldom.ts'
import { sharedEntries, sharedEntry } from './shared-entries.ts'
import { sharedMap } from './shared-map.ts'
import { sharedSpecifiers } from './specifiers.ts'
import { supported } from './supported.ts'

const kit = fileURLToPath(new URL('..', import.meta.url))
const repository = fileURLToPath(new URL('../../..', import.meta.url))

/** What is fetched when it is first shown. */
const later = new RegExp(
  [
    ...['day-picker', 'calendar-words', 'bars-chart', 'number-input', '/NumberInput/'],
    ...['/app/toasts', '@mantine/notifications/(?!.*store)', '/react-transition-group/', '/use-drag/'],
    ...['/gallery/(?!gallery[.])', 'gallery[.]json'],
  ].join('|'),
)
const fileOf = (component: string): string => component.replace(/\B[A-Z]/g, '-$&').toLowerCase()
/** What few pages fetch. */
const seldom = new RegExp(
  [
    `@mantine/core/.*/components/(${seldomNames['@mantine/core']?.join('|')})/`,
    `ui-kit/src/components/(${seldomNames['@popug/ui-kit']?.map(fileOf).join('|')})[.]tsx`,
  ].join('|'),
)

/** What every page fetches, in two files rather than twenty; calendars and charts keep files of their own. */
const ofEveryPage = (id: string): boolean =>
  !later.test(id) &&
  !seldom.test(id) &&
  (/packages[/]contracts[/]|node_modules[/](@mantine[/](core|hooks|notifications|store)|@tanstack|@floating-ui|i18next|react-i18next|use-sync-external-store)[/]/.test(
    id,
  ) ||
    /packages[/]ui-kit[/]src[/]/.test(id))

/** The build of what all frontends share, served under `/shared/`; `shared.json` beside it says what is where. */
const config: UserConfig = {
  root: kit,
  base: '/shared/',
  publicDir: false,
  cacheDir: `${repository}.cache/vite/shared`,
  plugins: [react(), contractCalls(), sharedEntries(repository), sharedMap()],
  build: {
    outDir: `${kit}dist`,
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    sourcemap: false,
    target: supported,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    rolldownOptions: {
      input: Object.fromEntries(
        sharedSpecifiers.map((name) => [name.replace(/^\W/, '').replace(/\W+/g, '-'), sharedEntry(name)]),
      ),
      preserveEntrySignatures: 'strict',
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[/](react|react-dom|scheduler)[/]/, priority: 2 },
            { name: 'base', test: ofEveryPage, priority: 1 },
          ],
        },
      },
    },
  },
}
export default config
