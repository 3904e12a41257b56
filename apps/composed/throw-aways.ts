import { readFileSync } from 'node:fs'
import { SettingsError } from '@popug/service-kit'

/** What the secrets that compose.yaml makes up for a demo have in them; of a card's key, hex digits, only this many d. */
const marks: Readonly<Record<string, RegExp>> = {
  SERVICE_SECRET: /demo-only/,
  CARD_KEY: /^.d{63}$/,
  DATABASE_URL: /demo-only/,
  AMQP_URL: /demo-only/,
  SANDBOX_SECRET: /demo-only/,
}

const cures: Readonly<Record<string, string>> = {
  SERVICE_SECRET: 'SERVICE_SECRET=(the output of `openssl rand -base64 48`)',
  CARD_KEY: 'CARD_KEY=(the output of `openssl rand -hex 32`)',
  DATABASE_URL: 'TASKS_DB_PASSWORD=(the output of `openssl rand -hex 24`), and so for each service',
  SANDBOX_SECRET: 'SANDBOX_SECRET=(the output of `openssl rand -hex 24`)',
  AMQP_URL: 'RABBITMQ_PASSWORD=(the output of `openssl rand -hex 24`)',
}

const textOf = (name: string, env: NodeJS.ProcessEnv): string => {
  const file = env[`${name}_FILE`]
  try {
    return file ? readFileSync(file, 'utf8').trim() : (env[name] ?? '')
  } catch {
    return '' // Whoever reads the setting itself says that its file cannot be read.
  }
}

/** Throws `SettingsError` for every secret of the demo that is used where there is no demo. */
export const refuseThrowAways = (env: NodeJS.ProcessEnv): object => {
  if (env.POPUG_DEMO === '1') return {}
  const errors = Object.entries(marks)
    .filter(([name, mark]) => mark.test(textOf(name, env)))
    .map(([name]) => ({
      name,
      problem: 'is the throw-away one of the demo, which everybody knows',
      expected: 'a secret of your own, or POPUG_DEMO=1',
      example: cures[name] ?? '',
    }))
  if (errors.length > 0) throw new SettingsError(errors)
  return {}
}
