import type { ServiceName } from '@popug/contracts/topology.ts'
import {
  type AnyService,
  type InstallationSettings,
  readInstallation,
  readServiceSettings,
  readSettings,
  readTogether,
} from '@popug/service-kit'
import { type Static, Type } from 'typebox'
import { addressesFrom } from '../embedded/addresses.ts'
import { DatabaseSettings, refuseOneDatabase, servicesIn } from '../embedded/database-settings.ts'
import { services } from '../embedded/services.ts'
import { refuseSilentSandbox } from './silent-sandbox.ts'
import { refuseThrowAways } from './throw-aways.ts'

/** Settings of one program of the composed mode: which services it runs, and where everything else stands. */
export const ComposedSettings = Type.Object({
  ...DatabaseSettings.properties,
  AMQP_URL: Type.String({
    pattern: '^amqps?://.+',
    description: 'where RabbitMQ stands, with user and password',
    examples: ['amqp://popug:password@rabbitmq:5672'],
  }),
  NEIGHBOURS: Type.String({
    default: 'http://{service}:3000',
    pattern: '^(https?://[^,]*[{]service[}][^,]*|[a-z]+=https?://[^,]+(,[a-z]+=https?://[^,]+)*)$',
    description: 'where the other services stand: an address with {service} in it, or service=address by comma',
    examples: ['http://{service}:3000'],
  }),
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 3000,
    description: 'the port to listen on',
    examples: [3000],
  }),
  HOST: Type.String({
    minLength: 1,
    default: '0.0.0.0',
    description: 'the address to listen on',
    examples: ['0.0.0.0'],
  }),
  TRUST_PROXY: Type.Enum(['0', '1'], {
    default: '1',
    description: '1 behind the nginx of deploy/, which sets X-Forwarded-For, -Proto and -Host',
    examples: ['1'],
  }),
  POPUG_DEMO: Type.Enum(['0', '1'], {
    default: '0',
    description: '1 for a demo: throw-away secrets are accepted and demo people registered',
    examples: ['0'],
  }),
})

/** Everything that a program of the composed mode is told. */
export interface Composed {
  readonly services: readonly AnyService[]
  readonly settings: Static<typeof ComposedSettings> & InstallationSettings
  neighbourUrl(service: ServiceName): string | undefined
}

/** Reads the settings of a program and of the services it runs; throws `SettingsError` with all that is broken at once. */
export const readComposed = (env: NodeJS.ProcessEnv): Composed => {
  const asked = (env.SERVICE ?? '').split(',')
  const settings = readTogether([
    () => readSettings(ComposedSettings, env),
    () => readInstallation(env),
    ...services.filter(({ name }) => asked.includes(name)).map((service) => () => readServiceSettings(service, env)),
    () => refuseThrowAways(env),
    () => refuseSilentSandbox(env, asked),
  ]) as Composed['settings']
  refuseOneDatabase(settings)
  return {
    services: servicesIn(settings.SERVICE),
    settings,
    neighbourUrl: addressesFrom(settings.NEIGHBOURS),
  }
}
