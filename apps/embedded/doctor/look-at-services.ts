import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { addressesFrom } from '../addresses.ts'
import { ill, type Looked, well } from './complaints.ts'

/** Milliseconds that a service has to say whether it is ready. */
const askingTime = 5_000
/** Milliseconds by which two clocks may differ. */
const clockTolerance = 5_000

const parsed = (text: string): { readonly status?: unknown; readonly code?: unknown; readonly database?: unknown } => {
  try {
    return Object(JSON.parse(text)) as object
  } catch {
    return {}
  }
}

/** What an answer means that does not say "ready": of the service itself, or of the web server in front, which finds nobody. */
const unready = (service: ServiceName, status: number, text: string): Looked => {
  const { status: said, code, database } = parsed(text)
  if (code === 'unavailable')
    return ill(service, 'does not run: the web server in front finds nobody there', 'Start it.')
  const found = text.slice(0, 200)
  if (said !== 'not ready')
    return ill(service, `answers ${status}, which is not Popug’s: ${found}`, 'See what stands at that address.')
  const cure = database === 'down' ? 'Start its database.' : `Look into the log of ${service}.`
  return ill(service, `is not ready: ${found}`, cure)
}

const look = async (service: ServiceName, address: string): Promise<Looked> => {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(askingTime) })
    const text = await answer.text()
    if (!answer.ok) return unready(service, answer.status, text)
    const apart = Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.now())
    if (apart > clockTolerance) {
      const found = `its clock differs from this machine’s by ${Math.round(apart / 1000)} s`
      return ill(service, found, 'Set both by NTP.')
    }
    return well(service, 'is ready')
  } catch (error) {
    return ill(service, `does not answer at ${address}: ${(error as Error).message}`, 'Start it.')
  }
}

/** Looks whether the services of a running installation are ready, and whether its clock goes as ours does. */
export const lookAtServices = async (url: string): Promise<Looked[]> => {
  const addresses = addressesFrom(url)
  const looked: Looked[] = []
  for (const service of serviceNames) looked.push(await look(service, `${addresses(service)}/${service}/readyz`))
  return looked
}
