import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { type Static, Type } from 'typebox'

/** What a backup begins with. */
export const manifestName = 'popug-backup.json'
export const secretsName = 'secrets.json'
/** The folder of the databases, in a data folder as in a backup. */
export const databasesName = 'databases'
/** The register of the sandbox bank; only an installation to which it has paid has one. */
export const bankName = `${databasesName}/bank.sqlite`
export const databaseName = (service: ServiceName): string => `${databasesName}/${service}.sqlite`

/** Who wrote a backup, when, and which services' databases are in it. */
export const Manifest = Type.Object({
  format: Type.Literal(1),
  version: Type.String(),
  at: Type.String(),
  services: Type.Array(Type.Enum([...serviceNames])),
})
export type Manifest = Static<typeof Manifest>

/** The services in the order in which they are copied: listeners before those whom they hear. */
export const copyOrder: readonly ServiceName[] = ['analytics', 'mailer', 'billing', 'accounts', 'tasks', 'auth']
