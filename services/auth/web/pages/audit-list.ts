import { type AuditAction, type AuditRecord, auditRoutes } from '@popug/contracts/audit.ts'
import { serviceNames } from '@popug/contracts/topology.ts'
import { type OfService, useLists } from '@popug/ui-kit'

export type Deed = OfService<AuditRecord>
export type AuditFilters = { actorId: string; action: AuditAction | ''; from: string; to: string }

const routes = serviceNames.map((service) => auditRoutes(service).listAudit)

/** The beginning of a day in the time zone of the person's device, as moments are shown in it. */
const dayStart = (day: string, daysLater = 0): string | undefined => {
  const start = new Date(`${day}T00:00:00`)
  if (Number.isNaN(start.getTime())) return undefined
  start.setDate(start.getDate() + daysLater)
  return start.toISOString()
}

/** Who did what, of all services as one list; the day `to` is included. */
export const useAudit = ({ actorId, action, from, to }: AuditFilters) =>
  useLists(
    routes,
    ({ at, id }) => `${at} ${id}`,
    {
      query: {
        actorId: actorId || undefined,
        action: action || undefined,
        from: dayStart(from),
        to: dayStart(to, 1),
      },
    },
    { keep: true },
  )
