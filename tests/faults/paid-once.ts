import { accountRoutes } from '@popug/contracts/accounts.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import type { Day } from '@popug/contracts/days.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { expect } from 'vitest'
import type { Company } from '../system/company.ts'
import { readLedger } from '../system/recount.ts'
import { expectSound, waitForRest } from './nothing-lost.ts'

const plain = (rows: readonly { id: string; userId: string; amountMinor: number }[]): string[] =>
  rows.map(({ id, userId, amountMinor }) => `${id} ${userId} ${amountMinor}`).sort()

/** Everything above zero at the end of a closed day was paid: issued once, charged once, announced once; so was every other day. */
export const expectPaidOnce = async (company: Company, day: Day): Promise<void> => {
  await company.delivered()
  await waitForRest(company)
  const issued = await company.accountant.all(accountRoutes.listIssuedPayouts)
  const people = issued.map(({ userId, day: of }) => `${userId} ${of}`)
  expect(new Set(people).size, 'one payout a person and day').toBe(people.length)
  expect(issued.some(({ day: of }) => of === day)).toBe(true)

  const left = new Map<string, number>()
  for (const row of await readLedger(company))
    if (row.day <= day) left.set(row.userId, (left.get(row.userId) ?? 0) + row.amountMinor)
  for (const [userId, amountMinor] of left) expect(amountMinor, `what ${userId} keeps of ${day}`).toBeLessThanOrEqual(0)

  const payouts = await company.accountant.all(billingRoutes.listPayouts)
  expect(plain(payouts)).toEqual(plain(issued))
  expect(new Set(payouts.map(({ status }) => status))).toEqual(new Set(['paid']))
  const mails = await company.accountant.all(mailerRoutes.listMails)
  expect(mails.map(({ payoutId }) => payoutId).sort()).toEqual(issued.map(({ id }) => id).sort())
  // A letter whose sending was cut off may have gone out: it is sent again, once for each attempt that nobody heard of.
  const caught = await company.accountant.all(mailerRoutes.listCaughtLetters)
  for (const { id, attempts } of mails)
    expect(caught.filter(({ mailId }) => mailId === id).length).toBeLessThanOrEqual(attempts)
  await expectSound(company)
}
