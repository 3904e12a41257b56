import { type AuditRecord, auditRoutes } from '@popug/contracts/audit.ts'
import { moment } from '@popug/contracts/days.ts'
import { mapPage, pageRequest } from '../db/page.ts'
import type { Door } from '../http/door.ts'
import type { RunningService } from '../service/run-service.ts'
import { wordsOf } from '../service/service.ts'
import type { World } from '../service/world.ts'
import { type AuditRow, listAudit } from './list-audit.ts'

const { door } = wordsOf<World>()

const millis = (at: string | undefined): number | undefined => (at === undefined ? at : Date.parse(at))

const auditView = ({ id, at, actorId, action, subject, detail }: AuditRow): AuditRecord => ({
  id,
  at: moment(at),
  actorId,
  action,
  subject,
  detail: JSON.parse(detail) as AuditRecord['detail'],
})

/** The door by which a service tells who did what in it. */
export const auditDoors = ({ definition, database }: RunningService): Door<World>[] => [
  door(auditRoutes(definition.name).listAudit, async ({ query: { actorId, action, from, to, ...asked } }) => {
    const filters = { actorId, action, from: millis(from), to: millis(to) }
    return mapPage(await listAudit(database, filters, pageRequest(asked, 2)), auditView)
  }),
]
