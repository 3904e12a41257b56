import { type Static, Type } from 'typebox'
import { readSettings } from './settings.ts'

/** Settings that every service shares: what the installation is, not what one service does. */
export const InstallationSettings = Type.Object({
  CURRENCY: Type.String({
    format: 'currency',
    default: 'USD',
    description: 'the ISO 4217 code of the one currency; it stays once anything is posted',
    examples: ['USD'],
  }),
  BUSINESS_TIME_ZONE: Type.String({
    format: 'time-zone',
    default: 'UTC',
    description: 'the IANA name of the time zone in which days begin and end',
    examples: ['Europe/Madrid'],
  }),
  PUBLIC_ORIGIN: Type.String({
    default: 'http://localhost:8080',
    pattern: '^https?://(\\[[0-9a-fA-F:.]+\\]|[^\\s/@:?#]+)(:\\d{1,5})?$',
    description:
      'where people reach Popug, for links in letters and for passkeys, which belong to this name: scheme, host and port, no path',
    examples: ['https://popug.example.com'],
  }),
  SERVICE_SECRET: Type.String({
    minLength: 32,
    description:
      'at least 32 random characters, the same for all services: they sign their calls to each other with it',
    examples: ['3f9c…(32 or more)'],
  }),
  LOG_LEVEL: Type.Enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    default: 'info',
    description: 'how much is logged',
    examples: ['info'],
  }),
})
export type InstallationSettings = Static<typeof InstallationSettings>

/** Reads the installation's settings; refuses a time zone or a currency that does not exist. */
export const readInstallation = (env: NodeJS.ProcessEnv = process.env): InstallationSettings =>
  readSettings(InstallationSettings, env)
