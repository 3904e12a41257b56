import { asyncApi } from './asyncapi/document.ts'
import { dashboard } from './dashboard.ts'
import { environment } from './environment.ts'
import { lastRelease, versionOf } from './events-of-release.ts'
import { eventsPage } from './events-page.ts'
import { mysqlDatabases } from './mysql.ts'
import { nginxInDocker } from './nginx.ts'
import { refusalsPage } from './refusals-page.ts'
import { routesPage } from './routes-page.ts'
import { settingsPage } from './settings-page.ts'
import { topologyPage } from './topology-page.ts'

/** Every generated document by its path from the root. */
export const documents = async (root: string): Promise<Readonly<Record<string, string>>> => ({
  '.env.example': environment(),
  'deploy/mysql/databases.sh': mysqlDatabases(),
  'deploy/observability/grafana/popug.json': dashboard(),
  'deploy/nginx/nginx.conf': await nginxInDocker(),
  'docs/generated/asyncapi.json': `${JSON.stringify(asyncApi(versionOf(root)), null, 2)}\n`,
  'docs/generated/events.md': eventsPage(lastRelease(root)),
  'docs/generated/refusals.md': refusalsPage(root),
  'docs/generated/routes.md': routesPage(),
  'docs/generated/settings.md': settingsPage(),
  'docs/generated/topology.md': topologyPage(),
})
