import { moment } from '@popug/contracts/days.ts'
import type { Invitation } from '@popug/contracts/invitations.ts'
import { type UserImport, userImportRoutes } from '@popug/contracts/user-imports.ts'
import { Csv, mapPage } from '@popug/service-kit'
import { createUserImport, readImportedUsers } from '../commands/create-user-import.ts'
import { inviteImported } from '../commands/invite-users.ts'
import { getUserImport, listUserImports, type UserImportReport } from '../queries/user-imports.ts'
import { door, type Session } from '../world.ts'
import { invitationView } from './invitation-view.ts'

const view = ({ id, status, total, created, refused, withoutPassword, createdAt }: UserImportReport): UserImport => ({
  id,
  status,
  total,
  created,
  refused,
  withoutPassword,
  createdAt: moment(createdAt),
})

const refusedOf = (lines: ReturnType<typeof readImportedUsers>) =>
  lines.flatMap(({ line, reason }) => (reason === null ? [] : [{ line, reason }]))

const invitedAtOnce = 500

/** Invites everyone of an import who has no password, a chunk a transaction; an import has lines enough for four. */
const inviteAll = async (
  { transaction }: Pick<Session, 'transaction'>,
  importId: string,
  origin: string,
): Promise<Invitation[]> => {
  const items: Invitation[] = []
  let after: string | null = ''
  while (after !== null) {
    const from: string = after
    const { invited, last } = await transaction((ctx) =>
      inviteImported(ctx, { importId, after: from, limit: invitedAtOnce }),
    )
    items.push(...invited.map((one) => invitationView(one, origin)))
    after = last
  }
  return items
}

/** The doors of imports of people. */
export const userImportDoors = [
  door(userImportRoutes.createUserImport, async ({ transaction, body }) => {
    const lines = readImportedUsers(body)
    const refused = refusedOf(lines)
    return view({ ...(await transaction((ctx) => createUserImport(ctx, { lines }))), refused, withoutPassword: 0 })
  }),
  door(userImportRoutes.listUserImports, async (call) => mapPage(await listUserImports(call, call.query), view)),
  door(userImportRoutes.getUserImport, async (call) => view(await getUserImport(call, call.params))),
  door(userImportRoutes.inviteImported, async (call) => {
    const items = await inviteAll(call, call.params.id, call.caller.origin)
    if (!call.caller.wantsCsv) return { items }
    const rows = items.map(({ email, name, link, expiresAt }) => [email, name, link, expiresAt])
    return new Csv('invitations.csv', [['email', 'name', 'link', 'expiresAt'], ...rows])
  }),
]
