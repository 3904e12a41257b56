import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

const services = ['tasks', 'accounts', 'billing', 'mailer']
const rooms = ['domain', 'db', 'clients', 'commands', 'queries', 'projections', 'subscriptions', 'routes', 'jobs']
const libraries = [
  'fastify',
  'kysely',
  'mysql2',
  '@photostructure/sqlite',
  'amqplib',
  'react',
  '@mantine/core',
  'typebox',
]

const money = "import '@popug/contracts/money.ts'\nexport {}\n"
const exportsOf = (name: string, exports: object): string => JSON.stringify({ name, type: 'module', exports })

/** The files of a small Popug that breaks no rule: every room, with a file that uses what the room may use. */
const innocent: Record<string, string> = {
  'packages/contracts/package.json': exportsOf('@popug/contracts', { './*.ts': './src/*.ts' }),
  'packages/contracts/src/money.ts': "import 'typebox'\nexport {}\n",
  'packages/service-kit/package.json': exportsOf('@popug/service-kit', {
    '.': './src/index.ts',
    './testing': './src/testing/index.ts',
  }),
  'packages/service-kit/src/index.ts': `import 'kysely'\nimport '@photostructure/sqlite'\n${money}`,
  'packages/service-kit/src/log/rabbitmq.ts': "import 'amqplib'\nexport {}\n",
  'packages/service-kit/src/testing/index.ts': "import '../index.ts'\nexport {}\n",
  'packages/ui-kit/package.json': exportsOf('@popug/ui-kit', {
    '.': './src/index.ts',
    './testing': './src/testing/index.ts',
  }),
  'packages/ui-kit/src/index.ts': `import 'react'\nimport '@mantine/core'\n${money}`,
  'packages/ui-kit/src/testing/index.ts': "import '../index.ts'\nexport {}\n",
  'services/billing/server/bank/sandbox.ts': "import '../domain/rows.ts'\nexport {}\n",
  'services/mailer/server/catcher/inbox.ts': "import '../db/rows.ts'\nexport {}\n",
  'services/tasks/server/testing/rows.ts': "import '@popug/service-kit/testing'\nexport {}\n",
  'services/tasks/server/commands/rows.test.ts': "import '../testing/rows.ts'\nimport '../routes/rows.ts'\n",
  'services/tasks/server/domain/egg.ts': "import './hen.ts'\nexport {}\n",
  'services/tasks/server/domain/hen.ts': 'export {}\n',
  'apps/bank/bank.ts': "import '@popug/service-kit'\nimport '@popug/contracts/money.ts'\nexport {}\n",
  'apps/embedded/main.ts':
    "import '../bank/bank.ts'\nimport '@popug/tasks'\nimport '@popug/service-kit'\nimport '../../package.json'\n",
  'apps/composed/main.ts': "import '@popug/tasks'\nimport '../embedded/main.ts'\n",
  'tests/journey.test.ts': "import '../apps/embedded/main.ts'\n",
  'bench/main.ts': "import '@popug/tasks'\n",
  'tools/main.ts': "import '@popug/tasks'\n",
  'tsconfig.base.json': '{}',
  'package.json': JSON.stringify({ name: 'skeleton', type: 'module' }),
}
for (const service of services) {
  const folder = `services/${service}`
  innocent[`${folder}/package.json`] = exportsOf(`@popug/${service}`, { '.': './server/service.ts' })
  innocent[`${folder}/server/service.ts`] = `import './routes/rows.ts'\nimport './subscriptions/rows.ts'\n${money}`
  innocent[`${folder}/web/page.ts`] = `import '@popug/ui-kit'\nimport 'react'\n${money}`
  for (const room of rooms) innocent[`${folder}/server/${room}/rows.ts`] = money
  innocent[`${folder}/server/routes/rows.ts`] = "import '../commands/rows.ts'\nimport '../queries/rows.ts'\nexport {}\n"
  innocent[`${folder}/server/db/rows.ts`] = "import 'kysely'\nimport '../domain/rows.ts'\nexport {}\n"
}
for (const name of libraries) {
  innocent[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: './index.js' })
  innocent[`node_modules/${name}/index.js`] = 'module.exports = {}\n'
}

/** Writes one file under `root`, with its folders. */
export const plant = async (root: string, file: string, source: string): Promise<void> => {
  await mkdir(dirname(join(root, file)), { recursive: true })
  await writeFile(join(root, file), source)
}

/** Builds the small innocent Popug in an empty folder, its packages linked as npm links workspaces. */
export const buildSkeleton = async (root: string): Promise<void> => {
  for (const [file, source] of Object.entries(innocent)) await plant(root, file, source)
  await mkdir(join(root, 'node_modules/@popug'), { recursive: true })
  const packages = [
    'packages/contracts',
    'packages/service-kit',
    'packages/ui-kit',
    ...services.map((s) => `services/${s}`),
  ]
  for (const folder of packages) {
    await symlink(join(root, folder), join(root, 'node_modules/@popug', folder.split('/')[1] ?? ''))
  }
}
