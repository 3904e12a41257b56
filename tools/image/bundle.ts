import { join } from 'node:path'
import { build, type Plugin } from 'esbuild'
import { copyPackages } from './packages.ts'

/** Our own packages go into the bundle, those of others stay as they were published. */
const ownPackagesOnly: Plugin = {
  name: 'own-packages-only',
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@popug/') ? undefined : { path, external: true },
    )
  },
}

const packageOf = (path: string): string => path.split('/', path.startsWith('@') ? 2 : 1).join('/')

/**
 * Makes in a folder `main.mjs`, every program of the composed mode in one file, and `popug.mjs`, the commands.
 * They find the packages that they need above their folder, or beside them, `withPackages`: those and nothing else.
 */
export const bundleServer = async (
  root: string,
  folder: string,
  { withPackages }: { readonly withPackages: boolean },
): Promise<void> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { main: 'apps/composed/main.ts', popug: 'apps/embedded/cli.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    metafile: true,
    logLevel: 'warning',
    plugins: [ownPackagesOnly],
  })
  if (!withPackages) return
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
  const packages = imports.filter(({ path, external }) => external && !path.startsWith('node:')).map(({ path }) => path)
  await copyPackages(root, [...new Set(packages.map(packageOf))], join(folder, 'node_modules'))
}
