import type { CaughtLetter, MailWithBody, Suppression } from '@popug/contracts/mailer.ts'
import { configure } from '@testing-library/react'

// Pages take their time on a machine that is busy with other suites.
configure({ asyncUtilTimeout: 15_000 })

export const someone = { id: '01890a5d-ac96-774b-bcce-b302099a8099', login: 'gosha', name: 'Gosha', role: 'performer' }

/** A letter for tests; name what matters. */
export const mail = (change: Partial<MailWithBody> = {}): MailWithBody => ({
  id: '01890a5d-ac96-774b-bcce-b302099a0001',
  userId: someone.id,
  payoutId: '01890a5d-ac96-774b-bcce-b302099a0002',
  kind: 'payout_issued',
  to: 'gosha@popug.test',
  subject: 'Your payout: $12.34',
  status: 'sent',
  attempts: 1,
  failure: null,
  createdAt: '2026-01-02T10:00:00.000Z',
  sentAt: '2026-01-02T10:00:01.000Z',
  text: 'Hello, Gosha!',
  html: '<p>Hello, <b>Gosha</b>!</p>',
  ...change,
})

/** A suppressed address for tests. */
export const suppression: Suppression = {
  id: '01890a5d-ac96-774b-bcce-b302099a0004',
  address: 'gosha@popug.test',
  userId: someone.id,
  mailId: '01890a5d-ac96-774b-bcce-b302099a0001',
  failure: '550 5.1.1 no such user',
  bouncedAt: '2026-01-02T10:00:01.000Z',
}

export const received: CaughtLetter & { source: string } = {
  id: '01890a5d-ac96-774b-bcce-b302099a0003',
  messageId: '<1@popug.test>',
  mailId: mail().id,
  from: 'Popug <popug@popug.test>',
  to: 'Gosha <gosha@popug.test>',
  subject: mail().subject,
  text: '',
  html: '',
  receivedAt: '2026-01-02T10:00:01.000Z',
  source: 'From: Popug\r\n\r\nHello',
}
