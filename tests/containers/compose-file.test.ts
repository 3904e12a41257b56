import { serviceNames } from '@popug/contracts/topology.ts'
import { SettingsError } from '@popug/service-kit'
import { beforeAll, describe, expect, it } from 'vitest'
import { passwordVariable } from '../../apps/composed/compose-variables.ts'
import { readComposed } from '../../apps/composed/settings.ts'
import { type Rights, softness } from '../../tools/compose/hardening.ts'
import { compose } from './compose.ts'

interface Port {
  readonly host_ip?: string
}
interface Container extends Rights {
  readonly restart?: string
  readonly environment?: Readonly<Record<string, string | null>>
  readonly ports?: readonly Port[]
  readonly networks?: Readonly<Record<string, unknown>>
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly deploy?: { readonly resources?: { readonly limits?: { readonly cpus?: number; readonly memory?: string } } }
  readonly logging?: { readonly options?: { readonly 'max-size'?: string } }
}

/** Those that run for as long as Popug does: not the demo, which ends. */
const read = async (env: Readonly<Record<string, string>>): Promise<Record<string, Container>> => {
  const all = ['--profile', 'mail', '--profile', 'observability']
  const { services } = JSON.parse(await compose([...all, 'config', '--format', 'json'], env)) as {
    services: Record<string, Container>
  }
  const { demo: _, 'demo-done': __, ...staying } = services
  return staying
}

const secrets = {
  SERVICE_SECRET: 's'.repeat(48),
  CARD_KEY: '0123456789abcdef'.repeat(4),
  MYSQL_ROOT_PASSWORD: 'root-password',
  RABBITMQ_PASSWORD: 'rabbit-password',
  SANDBOX_SECRET: 'b'.repeat(24),
  ...Object.fromEntries(serviceNames.map((service) => [passwordVariable(service), `${service}-password`])),
}

const own = { POPUG_DEMO: '0', PAYOUT_PROVIDER: 'sandbox', ...secrets }

let containers: Record<string, Container>
beforeAll(async () => {
  containers = await read(own)
})

/** The names of the containers of which something is not so. */
const except = (holds: (container: Container, name: string) => unknown): string[] =>
  Object.entries(containers).flatMap(([name, container]) => (holds(container, name) ? [] : [name]))

describe('every container', () => {
  it('is there, of an image of a known version', () => {
    expect(Object.keys(containers)).toEqual(expect.arrayContaining([...serviceNames, 'mysql', 'rabbitmq', 'nginx']))
    expect(except(({ image }) => /:v?\d+[.]\d+|^popug-(server|web):/.test(image))).toEqual([])
  })

  it('comes back when it ends, tells how it is, and has its bounds', () => {
    expect(except(({ restart }) => restart === 'unless-stopped')).toEqual([])
    // The mail catcher's image brings its own.
    expect(except(({ healthcheck }) => healthcheck)).toEqual(['mailpit'])
    expect(except(({ deploy }) => deploy?.resources?.limits?.memory && deploy.resources.limits.cpus)).toEqual([])
    expect(except(({ logging }) => logging?.options?.['max-size'])).toEqual([])
  })

  it('may do what it must, and no more', () => {
    expect(softness(containers)).toEqual({})
  })

  it('is reached from this machine alone unless told, and databases and broker not at all', () => {
    expect(except(({ ports = [] }) => ports.every(({ host_ip }) => host_ip === '127.0.0.1'))).toEqual([])
    const reachable = except(({ ports = [] }) => ports.length === 0).sort()
    expect(reachable).toEqual(['bank', 'grafana', 'mailpit', 'nginx', 'prometheus'])
    expect(Object.keys(containers.mysql?.networks ?? {})).toEqual(['back'])
    expect(Object.keys(containers.rabbitmq?.networks ?? {})).toEqual(['back'])
  })
})

describe('secrets', () => {
  const settingsOf = (all: Record<string, Container>, service: string) =>
    readComposed(
      Object.fromEntries(Object.entries(all[service]?.environment ?? {}).map(([name, value]) => [name, value ?? ''])),
    )

  it('or that it is a demo must be said: otherwise nothing starts', async () => {
    await expect(compose(['config', '--quiet'], {})).rejects.toThrow('POPUG_DEMO=1 for a demo')
  })

  it.each(Object.keys(secrets))('are not made up silently: without %s no service that has it starts', async (name) => {
    const { [name as keyof typeof secrets]: _, ...others } = own
    const lacking = await read(others)
    const refusing = serviceNames.filter((service) => {
      try {
        settingsOf(lacking, service)
        return false
      } catch (error) {
        if (!(error instanceof SettingsError)) throw error
        return true
      }
    })
    const concerned: Record<string, string[]> = {
      SERVICE_SECRET: [...serviceNames],
      RABBITMQ_PASSWORD: [...serviceNames],
      CARD_KEY: ['billing'],
      SANDBOX_SECRET: ['billing'],
      // Refused by MySQL's container itself (tools/compose/throw-aways.test.ts).
      MYSQL_ROOT_PASSWORD: [],
    }
    const itsDatabase = serviceNames.filter((service) => passwordVariable(service) === name)
    expect(refusing).toEqual(concerned[name] ?? itsDatabase)
  })

  it('of one’s own are taken by every service', () => {
    for (const service of serviceNames) expect(settingsOf(containers, service).settings.POPUG_DEMO).toBe('0')
  })

  it('are made up for a demo, and refused by every service where there is none', async () => {
    const demo = await read({ POPUG_DEMO: '1' })
    for (const service of serviceNames) expect(settingsOf(demo, service).settings.POPUG_DEMO).toBe('1')
    const leftOver = await read({ POPUG_DEMO: '0' })
    for (const service of serviceNames) expect(() => settingsOf(leftOver, service)).toThrow(SettingsError)
  })
})
