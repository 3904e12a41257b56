import { type LogStanding, logRoutes } from '@popug/contracts/log.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { useRoutes } from '@popug/ui-kit'

/** What each service tells; nothing of one that has not answered, or no longer does. */
export type Standings = Readonly<Partial<Record<ServiceName, LogStanding>>>

/** Milliseconds between two looks. */
const lookEvery = 3_000

const routes = serviceNames.map((service) => logRoutes(service).listSubscriptions)

/** What the services tell of themselves, asked again and again. */
export const useStandings = (): Standings => {
  const answers = useRoutes(routes, {}, { refetchInterval: lookEvery })
  const standings: Partial<Record<ServiceName, LogStanding>> = {}
  for (const [index, service] of serviceNames.entries()) {
    const { data, isError } = answers[index] ?? {}
    // An answer from before the silence is no longer true here: this page is about now.
    if (data && !isError) standings[service] = data
  }
  return standings
}
