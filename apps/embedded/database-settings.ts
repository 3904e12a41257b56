import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { type AnyService, type Database, openMysql, SettingsError } from '@popug/service-kit'
import { type Static, Type } from 'typebox'
import { services } from './services.ts'

const names = serviceNames.join('|')

/** Where the databases of the composed mode stand, and of which services they are. */
export const DatabaseSettings = Type.Object({
  SERVICE: Type.String({
    pattern: `^(${names})(,(${names}))*$`,
    description: `which service this program runs, or several by comma: ${serviceNames.join(', ')}`,
    examples: ['tasks'],
  }),
  DATABASE_URL: Type.String({
    pattern: '^mysql://.+/.+',
    description: 'the service’s own database in MySQL or MariaDB; {service} stands for its name',
    examples: ['mysql://{service}:password@mysql:3306/{service}'],
  }),
  DATABASE_CONNECTIONS: Type.Integer({
    minimum: 2,
    maximum: 100,
    default: 10,
    description: 'how many connections to its database a service opens at most',
    examples: [10],
  }),
})
export type DatabaseSettings = Static<typeof DatabaseSettings>

/** Throws `SettingsError` where several services would have one database: their tables have the same names. */
export const refuseOneDatabase = ({ SERVICE: service, DATABASE_URL: url }: DatabaseSettings): void => {
  if (!service.includes(',') || url.includes('{service}')) return
  throw new SettingsError([
    {
      name: 'DATABASE_URL',
      problem: `names one database for ${service}`,
      expected: 'a database for each service, by {service} in its place',
      example: 'DATABASE_URL=mysql://{service}:password@mysql:3306/{service}',
    },
  ])
}

/** Opens a service's own database. */
export type OpenDatabase = <Tables>(service: ServiceName) => Database<Tables>

/** Where the database of a service stands. */
export const databaseUrl = ({ DATABASE_URL: url }: DatabaseSettings, service: ServiceName): string =>
  url.replaceAll('{service}', service)

/** How these settings have the database of a service opened. */
export const databaseOf =
  (settings: DatabaseSettings): OpenDatabase =>
  (service) =>
    openMysql(databaseUrl(settings, service), { connections: settings.DATABASE_CONNECTIONS })

/** The services that a list by comma names, in the order in which they start. */
export const servicesIn = (list: string): AnyService[] => {
  const asked = new Set<string>(list.split(','))
  return services.filter(({ name }) => asked.has(name))
}
