import type { Who } from '@popug/contracts/roles.ts'
import { pathOf, type Route } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { generatedBy, table } from './markdown.ts'

const whoText = (who: Who): string => {
  const others = 'services' in who && who.services ? ', services' : ''
  if (who.is === 'anyone') return 'anyone'
  if (who.is === 'signed_in') return `signed in${others}`
  if (who.is === 'own') return `one’s own; ${who.orRoles.join(', ')} all`
  return `${who.roles.join(', ')}${others}`.replace(/^, /, '')
}

/** Whether people come in here at all, and only themselves. */
const isPersonal = ({ who, byToken }: Route): boolean =>
  byToken === false && !(who.is === 'roles' && who.roles.length === 0)

const notes = (route: Route): string =>
  [
    `${route.status ?? 200}`,
    route.creates ? '`Idempotency-Key`' : '',
    route.csv ? 'CSV too' : '',
    isPersonal(route) ? 'no API token' : '',
    route.consumes ? `takes ${route.consumes}` : '',
    (route.refusals ?? []).map((code) => `\`${code}\``).join(' '),
  ]
    .filter(Boolean)
    .join(', ')

const section = (service: string): string => {
  const rows = allRoutes
    .filter((route) => route.service === service)
    .map((route) => [`\`${route.method} ${pathOf(route)}\``, whoText(route.who), route.summary, notes(route)])
  return `## ${service}\n\n${table(['route', 'who', 'what', 'answers'], rows)}\n`
}

/** Every route of every service; the whole of each stands in the service's OpenAPI. */
export const routesPage = (): string => `${generatedBy}
# Routes

Each service publishes the whole of its interface at \`/<service>/api/openapi.json\` and a page to read it at \`/<service>/api/docs\`.
Every refusal is a problem document (RFC 9457) with a \`code\` of [refusals.md](refusals.md); besides those named here each route may refuse
with \`invalid\`, \`not_signed_in\`, \`forbidden\`, \`insufficient_scope\`, \`foreign_origin\`, \`unavailable\`. An API token needs the scope \`<service>:read\` for a GET,
\`<service>:write\` for all else, and is not let in at all where it says *no API token*.

${serviceNames.map(section).join('\n')}`
