import type { Person } from '../person.ts'
import { readLogState } from '../recovery/log-state.ts'
import { ill, type Looked, well } from './complaints.ts'

/** Seconds that a listener may be behind without a reason to worry. */
const patience = 60

/** Looks at what services say and hear: the courier, what waits, who is behind, what was put aside. */
export const lookAtLog = async (admin: Person): Promise<Looked[]> => {
  const looked: Looked[] = []
  for (const [service, { items, topics, courier }] of await readLogState(admin)) {
    const ails: Looked[] = []
    if (courier.state === 'down')
      ails.push(
        ill(
          service,
          `${courier.kind} is away; events travel by the feeds`,
          'Start the broker; nothing is lost meanwhile.',
        ),
      )
    for (const { topic, waiting, head, published } of topics) {
      if (waiting > 1_000)
        ails.push(
          ill(
            service,
            `${waiting} rows of ${topic} wait for a position`,
            `Look into the log of ${service}: its relay does not run.`,
          ),
        )
      else if (head - published > 10_000 && courier.state === 'up')
        ails.push(
          ill(
            service,
            `${head - published} events of ${topic} wait for the courier`,
            `Look into the log of ${service}.`,
          ),
        )
    }
    for (const { topic, lag, lagSeconds, parked } of items) {
      if (parked > 0) {
        const cure = `popug dead-letters list ${service}, then replay or discard`
        ails.push(ill(service, `${parked} events of ${topic} are parked`, cure))
      }
      if (lag === null)
        ails.push(ill(service, `the speaker of ${topic} does not answer`, 'Start it; nothing is lost meanwhile.'))
      else if ((lagSeconds ?? 0) > patience) {
        const cure = `Wait if it grows less; otherwise look into the log of ${service}.`
        ails.push(ill(service, `is ${lag} events (${lagSeconds} s) behind on ${topic}`, cure))
      }
    }
    looked.push(
      ...(ails.length > 0
        ? ails
        : [well(service, `says ${topics.length} topics, hears ${items.length}; courier ${courier.kind} is up`)]),
    )
  }
  return looked
}
