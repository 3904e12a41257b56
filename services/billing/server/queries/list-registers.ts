import { type PageOf, type PageRequest, pageFrom } from '@popug/service-kit'
import { type RegisterFilters, type RegisterTotals, registerRepository } from '../db/register-repository.ts'
import type { RegisterRow } from '../db/tables.ts'
import type { Query } from '../world.ts'

/** A register with what it comes to. */
export interface RegisterWithTotals extends RegisterRow, RegisterTotals {}

/** A page of registers with their totals, newest first. */
export const listRegisters: Query<{ filters: RegisterFilters; page: PageRequest }, PageOf<RegisterWithTotals>> = async (
  ctx,
  { filters, page },
) => {
  const registers = registerRepository(ctx.db)
  const { items, next } = pageFrom(await registers.list(filters, page), page.limit, ({ id }) => [id])
  const totalsOf = await registers.totals(items.map(({ id }) => id))
  return { items: items.map((register) => ({ ...register, ...totalsOf(register.id) })), next }
}
