import type { DayStatus } from '@popug/contracts/accounts.ts'
import type { UserStatus } from '@popug/contracts/auth.ts'
import type { PayoutStatus } from '@popug/contracts/billing.ts'
import type { deadLetterStatuses } from '@popug/contracts/log.ts'
import type { MailStatus } from '@popug/contracts/mailer.ts'
import type { ReassignmentStatus, TaskStatus } from '@popug/contracts/tasks.ts'
import type { IconName } from './icon.tsx'

/** How a state feels: done well, gone wrong, waiting for someone, on its way, over. */
export type Tone = 'good' | 'bad' | 'waiting' | 'moving' | 'quiet'

/** The states that have a badge, by what they are states of. */
export interface Statuses {
  task: TaskStatus
  reassignment: ReassignmentStatus
  day: DayStatus
  payout: PayoutStatus
  mail: MailStatus
  user: UserStatus
  deadLetter: (typeof deadLetterStatuses)[number]
}

/** How each state feels; its word is `status.<kind>.<state>` in the kit's catalogue. */
export const tones: { readonly [K in keyof Statuses]: Readonly<Record<Statuses[K], Tone>> } = {
  task: { open: 'moving', closed: 'good' },
  reassignment: { waiting: 'waiting', running: 'moving', done: 'good' },
  day: { open: 'moving', closing: 'waiting', closed: 'quiet' },
  payout: {
    waiting_for_card: 'waiting',
    queued: 'waiting',
    sent: 'moving',
    paid: 'good',
    failed: 'bad',
    returned: 'quiet',
  },
  mail: { queued: 'waiting', sent: 'good', failed: 'bad' },
  user: { active: 'good', disabled: 'quiet' },
  deadLetter: { parked: 'bad', replayed: 'good', discarded: 'quiet' },
}

/** The icon and colour of each feeling: never the colour alone. */
export const looks: Readonly<Record<Tone, { readonly icon: IconName; readonly colour: string }>> = {
  good: { icon: 'check', colour: 'feather' },
  bad: { icon: 'cross', colour: 'macaw' },
  waiting: { icon: 'clock', colour: 'beak' },
  moving: { icon: 'moving', colour: 'sky' },
  quiet: { icon: 'dot', colour: 'gray' },
}
