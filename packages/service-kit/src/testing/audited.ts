import type { AuditRecord } from '@popug/contracts/audit.ts'
import { auditRoutes } from '@popug/contracts/audit.ts'
import type { World } from '../service/world.ts'
import type { TestProgram } from './test-program.ts'

/** Who did what in a service, oldest first. */
export const audited = async <W extends World>({
  service,
  as,
}: Pick<TestProgram<W>, 'service' | 'as'>): Promise<Omit<AuditRecord, 'id' | 'at'>[]> => {
  const { body } = await as('admin').call(auditRoutes(service.definition.name).listAudit, { query: { limit: 500 } })
  return body.items.map(({ id: _id, at: _at, ...record }) => record).reverse()
}
