import { moment, momentOrNull } from '@popug/contracts/days.ts'
import type { CloudEvent } from '@popug/contracts/events.ts'
import type { DeadLetter } from '@popug/contracts/log.ts'
import type { DeadLetterRow } from '../log/dead-letters.ts'

/** A parked event as it is shown. */
export const letterView = (row: DeadLetterRow): DeadLetter => ({
  id: row.id,
  topic: row.topic,
  position: row.position,
  type: row.type,
  event: JSON.parse(row.event) as CloudEvent,
  reason: row.reason,
  status: row.status,
  parkedAt: moment(row.parkedAt),
  settledAt: momentOrNull(row.settledAt),
})
