import {
  type InstallationSettings,
  readInstallation,
  readServiceSettings,
  readSettings,
  readTogether,
} from '@popug/service-kit'
import { type Static, Type } from 'typebox'
import { BankSettings } from '../bank/settings.ts'
import { services } from './services.ts'

/** Settings of the embedded mode alone. */
export const EmbeddedSettings = Type.Object({
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 8080,
    description: 'the port to listen on; 0 takes a free one',
    examples: [8080],
  }),
  HOST: Type.String({
    minLength: 1,
    default: '127.0.0.1',
    description: 'the address to listen on; 0.0.0.0 opens it to the network',
    examples: ['127.0.0.1'],
  }),
  POPUG_DATA: Type.String({
    minLength: 1,
    default: './data',
    description: 'the folder that holds the databases and the secrets',
    examples: ['./data'],
  }),
  POPUG_DEMO: Type.Enum(['0', '1'], {
    default: '1',
    description:
      '1 fills an empty data folder with demo people and a week of their work; 0 starts empty. Docker compose must be told',
    examples: ['0'],
  }),
  BANK_PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 0,
    description: 'the port of the sandbox bank, from this machine alone; 0 takes a free one',
    examples: [8090],
  }),
  TRUST_PROXY: Type.Enum(['0', '1'], {
    default: '0',
    description: '1 where a reverse proxy stands before Popug and sets X-Forwarded-For, -Proto and -Host',
    examples: ['0'],
  }),
})
export type EmbeddedSettings = Static<typeof EmbeddedSettings>

/** Reads what must be known before the data folder is opened. */
export const readEmbedded = (env: NodeJS.ProcessEnv): EmbeddedSettings => readSettings(EmbeddedSettings, env)

/** What the embedded mode settles by itself: the bank that it starts, known only once it stands. */
const settledHere = { SANDBOX_SECRET: 'x'.repeat(24) }

/** Reads the settings of the installation and of all six services; throws `SettingsError` with all that is broken at once. */
export const readAll = (env: NodeJS.ProcessEnv): InstallationSettings & BankSettings & { PAYOUT_PROVIDER?: string } => {
  // Links in letters lead to where this program listens, and passkeys belong there, unless people reach it elsewhere.
  const isOwn = !env.PUBLIC_ORIGIN && /^\d+$/.test(env.PORT ?? '')
  const known = { ...settledHere, ...(isOwn ? { ...env, PUBLIC_ORIGIN: `http://localhost:${env.PORT}` } : env) }
  return readTogether([
    () => readEmbedded(env),
    () => readInstallation(known),
    () => readSettings(BankSettings, known),
    ...services.map((service) => () => readServiceSettings(service, known)),
  ]) as ReturnType<typeof readAll>
}
