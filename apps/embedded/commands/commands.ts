import { backup } from './backup.ts'
import { cardsRotate } from './cards-rotate.ts'
import type { CliCommand } from './command.ts'
import { deadLettersDiscard, deadLettersList, deadLettersReplay } from './dead-letters.ts'
import { doctor } from './doctor.ts'
import { eventsReplay } from './events-replay.ts'
import { eventsTail } from './events-tail.ts'
import { migrate } from './migrate.ts'
import { rebuildAnalytics } from './rebuild-analytics.ts'
import { reconcile } from './reconcile.ts'
import { restore } from './restore.ts'
import { start } from './start.ts'
import { userAdd } from './user-add.ts'
import { verify } from './verify.ts'

/** All commands of `popug`. */
export const commands: readonly CliCommand[] = [
  start,
  userAdd,
  doctor,
  verify,
  reconcile,
  deadLettersList,
  deadLettersReplay,
  deadLettersDiscard,
  eventsTail,
  eventsReplay,
  rebuildAnalytics,
  cardsRotate,
  backup,
  restore,
  migrate,
]
