import { accountRoutes } from '@popug/contracts/accounts.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { userImportRoutes } from '@popug/contracts/user-imports.ts'
import { webhookRoutes } from '@popug/contracts/webhooks.ts'
import { type Company, companyPassword, foundCompany, until } from '../system/company.ts'
import type { System } from '../system/system.ts'

/** A company with a day behind it, so that every page has something to show; and where each page with a parameter is. */
export interface LivedIn {
  readonly company: Company
  /** By the path that the table of pages has, `/tasks/$id`. */
  readonly addresses: Readonly<Record<string, string>>
}

/** What a system needs for it: payouts wait for a second person. */
export const livedInSettings = { PAYOUT_APPROVAL: 'second_person' } as const

const work = async ({ manager, performers, settled }: Company): Promise<{ taskId: string; importId: string }> => {
  const csv =
    'title,description,key\nFeed the parrots,Twice a day,FEED-1\n,nobody says what,\nSweep the perches,,\nCount the seeds,,\n'
  const { id: importId } = await manager.call(taskRoutes.createImport, { body: csv })
  await until('the import is done', async () => {
    const { status } = await manager.call(taskRoutes.getImport, { params: { id: importId } })
    return status === 'done'
  })
  for (let number = 1; number <= 6; number++)
    await manager.call(taskRoutes.createTask, { body: { title: `Small task ${number}` } })
  for (const performer of performers) {
    const query = { status: 'open', userId: performer.me.id } as const
    const [first] = await performer.all(taskRoutes.listTasks, { query })
    if (first) await performer.call(taskRoutes.closeTask, { params: { id: first.id } })
  }
  await manager.call(taskRoutes.createReassignment)
  const { items } = await manager.call(taskRoutes.listTasks, { query: { q: 'FEED-1' } })
  await settled()
  return { taskId: items[0]!.id, importId }
}

const payDay = async ({ admin, accountant, performers, settled, delivered }: Company) => {
  const [first] = performers
  for (const { me } of performers)
    await accountant.call(accountRoutes.createCorrection, {
      body: { userId: me.id, amountMinor: 50_000, reason: 'Counted twice' },
    })
  await first!.call(billingRoutes.putMyCard, { body: { number: '4242 4242 4242 4242' } })
  await settled()
  const { today } = await accountant.call(accountRoutes.getMyAccount)
  await accountant.call(accountRoutes.closeDay, { params: { day: today.day } })
  await settled()
  const registers = () => admin.call(billingRoutes.listPayoutRegisters, { query: { limit: 1 } })
  await until('the register is there', async () => (await registers()).items.length > 0)
  const [register] = (await registers()).items
  const { id: registerId, heldPayouts, heldMinor } = register!
  await admin.call(billingRoutes.approvePayoutRegister, {
    params: { id: registerId },
    body: { heldPayouts, heldMinor },
  })
  await delivered()
  await settled()
  const { items: payouts } = await admin.call(billingRoutes.listPayouts, { query: { status: 'paid', limit: 1 } })
  const { items: rows } = await admin.call(accountRoutes.listTransactions, {
    query: { userId: first!.me.id, limit: 1 },
  })
  const { items: mails } = await admin.call(mailerRoutes.listMails, { query: { limit: 1 } })
  const reconciliation = await accountant.call(billingRoutes.createReconciliation, {
    query: { from: today.day, to: today.day },
    body: `payout,amount\n${payouts[0]!.id},1\n`,
  })
  return {
    registerId,
    day: today.day,
    payoutId: payouts[0]!.id,
    transactionId: rows[0]!.id,
    mailId: mails[0]!.id,
    reconciliationId: reconciliation.id,
  }
}

/** Lives through a day in an empty system. */
export const liveIn = async (system: System): Promise<LivedIn> => {
  const company = await foundCompany(system, 2)
  const { admin, performers } = company
  const userId = performers[0]!.me.id
  const { taskId, importId } = await work(company)
  const paid = await payDay(company)
  const body = 'email,name,role,language\nnew@company.test,The new one,performer,ru\nnobody,,,\n'
  const { id: userImportId } = await admin.call(userImportRoutes.createUserImport, { body })
  const guest = { email: 'guest@company.test', name: 'The guest', role: 'manager', password: companyPassword } as const
  const { id: guestId } = await admin.call(authRoutes.createUser, { body: guest })
  const { link } = await admin.call(invitationRoutes.inviteUser, { params: { id: guestId } })
  const webhook = await admin.call(webhookRoutes.createWebhook, {
    body: { url: 'https://example.com/popug', events: ['payout.paid.v1'] },
  })
  return {
    company,
    addresses: {
      '/auth/invitation': link.replace(/^https?:\/\/[^/]+/, ''),
      '/auth/users/$id': `/auth/users/${userId}`,
      '/auth/imports/$id': `/auth/imports/${userImportId}`,
      '/tasks/$id': `/tasks/${taskId}`,
      '/tasks/imports/$id': `/tasks/imports/${importId}`,
      '/accounts/days/$day': `/accounts/days/${paid.day}`,
      '/accounts/transactions/$id': `/accounts/transactions/${paid.transactionId}`,
      '/accounts/people/$userId': `/accounts/people/${userId}`,
      '/accounts/people/$userId/statement': `/accounts/people/${userId}/statement`,
      '/billing/registers/$id': `/billing/registers/${paid.registerId}`,
      '/billing/reconciliations/$id': `/billing/reconciliations/${paid.reconciliationId}`,
      '/billing/payouts/$id': `/billing/payouts/${paid.payoutId}`,
      '/billing/payouts/$id/receipt': `/billing/payouts/${paid.payoutId}/receipt`,
      '/mailer/mails/$id': `/mailer/mails/${paid.mailId}`,
      '/mailer/webhooks/$id': `/mailer/webhooks/${webhook.id}`,
      '/mailer/unsubscribe/$token': '/mailer/unsubscribe/a-link-in-a-letter',
    },
  }
}
