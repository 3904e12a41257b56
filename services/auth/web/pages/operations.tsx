import { logRoutes, type SubscriptionView, type TopicView } from '@popug/contracts/log.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { Page, useRoutes, useText } from '@popug/ui-kit'
import type { Static } from 'typebox'
import { OperationsHeard } from './operations-heard.tsx'
import { OperationsLetters } from './operations-letters.tsx'
import { OperationsSaid } from './operations-said.tsx'
import { OperationsServices } from './operations-services.tsx'

/** What one service tells of what it says and hears. */
export interface Standing {
  readonly items: readonly Static<typeof SubscriptionView>[]
  readonly topics: readonly Static<typeof TopicView>[]
  readonly courier: { readonly kind: string; readonly state: 'up' | 'down' }
}

/** What each service tells; nothing of one that has not answered, or no longer does. */
export type Standings = Readonly<Partial<Record<ServiceName, Standing>>>

/** Milliseconds between two looks. */
const lookEvery = 3_000

const routes = serviceNames.map((service) => logRoutes(service).listSubscriptions)

const useStandings = (): Standings => {
  const answers = useRoutes(routes, {}, { refetchInterval: lookEvery })
  const standings: Partial<Record<ServiceName, Standing>> = {}
  for (const [index, service] of serviceNames.entries()) {
    const { data, isError } = answers[index] ?? {}
    // An answer from before the silence is no longer true here: this page is about now.
    if (data && !isError) standings[service] = data
  }
  return standings
}

/** For admins: what each service says and hears, who is behind and by how much, and what was put aside. */
const Operations = () => {
  const text = useText()
  const standings = useStandings()
  return (
    <Page title={text('operations.title')}>
      <OperationsServices standings={standings} />
      <OperationsHeard standings={standings} />
      <OperationsSaid standings={standings} />
      <OperationsLetters />
    </Page>
  )
}

export default Operations
