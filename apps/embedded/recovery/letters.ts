import { type DeadLetter, logRoutes } from '@popug/contracts/log.ts'
import type { ServiceName, TopicName } from '@popug/contracts/topology.ts'
import type { Person } from '../person.ts'

/** Events that were put aside and had no effect since, by position. */
export type Letters = ReadonlyMap<
  number,
  { readonly id: string; readonly status: 'parked' | 'discarded'; readonly reason: string }
>

const lettersAtOnce = 500

/** A service's dead letters, newest first, however many there are. */
export async function* walkLetters(
  admin: Person,
  service: ServiceName,
  status?: DeadLetter['status'],
): AsyncGenerator<DeadLetter> {
  let after: string | null = null
  do {
    const query = { limit: lettersAtOnce, ...(status ? { status } : {}), ...(after === null ? {} : { after }) }
    const page: { items: DeadLetter[]; next: string | null } = await admin.call(logRoutes(service).listDeadLetters, {
      query,
    })
    yield* page.items
    after = page.next
  } while (after !== null)
}

/** The events of a topic that a listener has put aside. A position parked anew counts as parked. */
export const readLetters = async (admin: Person, listener: ServiceName, topic: TopicName): Promise<Letters> => {
  const letters = new Map<number, { id: string; status: 'parked' | 'discarded'; reason: string }>()
  for (const status of ['discarded', 'parked'] as const) {
    for await (const { id, topic: of, position, reason } of walkLetters(admin, listener, status))
      if (of === topic) letters.set(position, { id, status, reason })
  }
  return letters
}
