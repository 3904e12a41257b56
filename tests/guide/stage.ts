import { accountRoutes } from '@popug/contracts/accounts.ts'
import { authRoutes } from '@popug/contracts/auth.ts'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { minorToDecimal } from '@popug/contracts/money.ts'
import { payoutRegisterRoutes } from '@popug/contracts/payout-registers.ts'
import { reconciliationRoutes } from '@popug/contracts/reconciliations.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { userImportRoutes } from '@popug/contracts/user-imports.ts'
import { webhookRoutes } from '@popug/contracts/webhooks.ts'
import { demoPassword } from '../../apps/embedded/demo/people.ts'
import { Person } from '../../apps/embedded/person.ts'
import { until } from '../system/company.ts'
import type { Found } from './pages.ts'

const enter = (address: string, login: string): Promise<Person> =>
  new Person(address).signIn(`${login}@popug.test`, demoPassword)

const first = <T>(what: string, items: readonly T[]): T => {
  const [found] = items
  if (found === undefined) throw new Error(`the demo has no ${what}`)
  return found
}

/** A task list with a line that cannot be taken, so that its report has something to report. */
const taskList =
  'title,description,key\nWater the ficus by the window,Half a glass,OFF-1\n,Nothing is called so,\nSort the keys,,OFF-2\n'
const peopleList = 'email,name,role,language\npolly@popug.test,Polly,performer,en\nnobody,Nobody,performer,en\n'

const importTasks = async (manager: Person): Promise<string> => {
  const { id } = await manager.call(taskRoutes.createImport, { body: taskList })
  const isDone = async () => (await manager.call(taskRoutes.getImport, { params: { id } })).status === 'done'
  await until('the tasks are taken in', isDone)
  return id
}

const importPeople = async (admin: Person): Promise<string> => {
  const { id } = await admin.call(userImportRoutes.createUserImport, { body: peopleList })
  const isDone = async () => (await admin.call(userImportRoutes.getUserImport, { params: { id } })).status === 'done'
  await until('the people are taken in', isDone)
  return id
}

/** The demo's paid payouts as a bank would tell them, but for one that it does not know and one of another amount. */
const reconcile = async (accountant: Person): Promise<string> => {
  const paid = await accountant.all(billingRoutes.listPayouts, { query: { status: 'paid' } })
  const lines = paid
    .slice(1)
    .map(
      ({ id, amountMinor, currency }, index) =>
        `${id},${minorToDecimal(amountMinor + (index === 0 ? 100 : 0), currency)}`,
    )
  const days = paid.map(({ day }) => day).sort()
  const query = { from: first('paid payout', days), to: first('paid payout', days.toReversed()) }
  const body = ['payout,amount', ...lines].join('\n')
  return (await accountant.call(reconciliationRoutes.createReconciliation, { query, body })).id
}

const invite = async (admin: Person, userImport: string): Promise<{ user: string; invitation: string }> => {
  const { items } = await admin.call(authRoutes.listUsers, { query: { q: 'polly' } })
  const { id } = first(`person of the import ${userImport}`, items)
  const { link } = await admin.call(invitationRoutes.inviteUser, { params: { id } })
  return { user: id, invitation: new URL(link).hash.slice(1) }
}

const hook = async (admin: Person): Promise<string> => {
  const body = { url: 'https://example.org/popug', events: ['task.closed.v1' as const], description: 'Time sheets' }
  return (await admin.call(webhookRoutes.createWebhook, { body })).id
}

/** The performer with the largest balance of those who have been paid, so that each of their pages has something to show. */
const performerOf = async (accountant: Person) => {
  const paid = await accountant.all(billingRoutes.listPayouts, { query: { status: 'paid' } })
  const accounts = await accountant.all(accountRoutes.listAccounts)
  const { userId } = first(
    'performer who was paid',
    accounts.filter((account) => paid.some((payout) => payout.userId === account.userId)),
  )
  const payout = first(
    'paid payout',
    paid.filter((one) => one.userId === userId),
  )
  return { performer: userId, payout: payout.id }
}

/** Who is shown, and what the demo has; what it lacks for some page is made. */
export const setStage = async (address: string): Promise<{ found: Omit<Found, 'register'>; login: string }> => {
  const [admin, manager, accountant] = await Promise.all(
    (['admin', 'manager', 'accountant'] as const).map((login) => enter(address, login)),
  )
  if (!admin || !manager || !accountant) throw new Error('the demo lacks people')
  const shown = await performerOf(accountant)
  const userId = shown.performer
  const { login } = await admin.call(authRoutes.getUser, { params: { id: userId } })
  // On some days chance leaves everyone in debt; this one is paid for today too.
  const bonus = { userId, amountMinor: 20_000, reason: 'A bonus for the tidiest desk' }
  await accountant.call(accountRoutes.createCorrection, { body: bonus })
  const tasks = await manager.call(taskRoutes.listTasks, { query: { userId, limit: 1 } })
  const rows = await accountant.call(accountRoutes.listTransactions, { query: { userId, limit: 1 } })
  const days = await accountant.call(accountRoutes.listDays, { query: { limit: 1 } })
  const letters = await accountant.all(mailerRoutes.listMails)
  const userImport = await importPeople(admin)
  const found = {
    ...shown,
    day: first('day', days.items).day,
    task: first('task', tasks.items).id,
    transaction: first('transaction', rows.items).id,
    letter: first(
      'letter',
      letters.filter((letter) => letter.userId === userId),
    ).id,
    taskImport: await importTasks(manager),
    reconciliation: await reconcile(accountant),
    webhook: await hook(admin),
    userImport,
    ...(await invite(admin, userImport)),
  }
  return { found, login }
}

/** Closes the day that is still open, and answers the register of its payouts, which waits for a second person. */
export const closeToday = async (address: string): Promise<string> => {
  const accountant = await enter(address, 'accountant')
  const { items } = await accountant.call(accountRoutes.listDays, { query: { limit: 1 } })
  await accountant.call(accountRoutes.closeDay, { params: { day: first('day', items).day } })
  const registers = async () => (await accountant.call(payoutRegisterRoutes.listPayoutRegisters)).items
  await until('a register waits', async () => (await registers()).length > 0)
  return first('register', await registers()).id
}
