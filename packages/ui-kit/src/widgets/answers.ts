import { type WidgetEntry, type WidgetManifest, widgetApiVersion } from '@popug/contracts/widgets.ts'

/** How long a manifest and a module may take, in milliseconds: a page does not wait for its neighbours. */
const manifestPatience = 1_500
export const modulePatience = 4_000

/** Why a service's place stays quiet. */
export class WidgetFault extends Error {
  readonly why: 'silent' | 'late' | 'unreadable' | 'other_version'
  constructor(why: WidgetFault['why'], what: string) {
    super(`${what}: ${why}`)
    this.why = why
  }
}

/** The promise, or a fault once it is late. */
export const inTime = async <T>(what: string, patience: number, promise: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new WidgetFault('late', what)), patience)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isNames = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')

/** A service's modules stand below its own prefix, and nowhere else. */
const isEntryOf = (service: string, value: unknown): value is WidgetEntry =>
  isObject(value) &&
  typeof value.slot === 'string' &&
  typeof value.module === 'string' &&
  value.module.startsWith(`/${service}/`) &&
  typeof value.order === 'number' &&
  isNames(value.roles)

const readJson = async (address: string): Promise<unknown> => {
  const signal = AbortSignal.timeout(manifestPatience)
  const answer = await fetch(address, { signal, credentials: 'same-origin', headers: { accept: 'application/json' } })
  if (!answer.ok) throw new WidgetFault('silent', address)
  return answer.json()
}

const readInTime = (address: string): Promise<unknown> =>
  inTime(
    address,
    manifestPatience,
    readJson(address).catch((error: unknown) => {
      if (error instanceof WidgetFault) throw error
      throw new WidgetFault(error instanceof SyntaxError ? 'unreadable' : 'silent', address)
    }),
  )

/** The services that are installed. */
export const readRegistry = async (): Promise<readonly string[]> => {
  const found = await readInTime('/registry.json')
  if (!isObject(found) || !isNames(found.services)) throw new WidgetFault('unreadable', '/registry.json')
  return found.services.filter((service) => /^[a-z][a-z0-9-]*$/.test(service))
}

/** What a service has to show on the pages of others. */
export const readManifest = async (service: string): Promise<WidgetManifest> => {
  const address = `/${service}/widgets.json`
  const found = await readInTime(address)
  if (!isObject(found) || found.service !== service || typeof found.apiVersion !== 'number')
    throw new WidgetFault('unreadable', address)
  const { apiVersion, widgets } = found
  if (apiVersion !== widgetApiVersion) throw new WidgetFault('other_version', address)
  if (!Array.isArray(widgets) || !widgets.every((entry) => isEntryOf(service, entry)))
    throw new WidgetFault('unreadable', address)
  return { service, apiVersion, widgets }
}
