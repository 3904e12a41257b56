import { Refusal } from '@popug/contracts/refusals.ts'
import { registerRepository } from '../db/register-repository.ts'
import type { Query } from '../world.ts'
import type { RegisterWithTotals } from './list-registers.ts'

/** One register with its totals; refuses `not_found`. */
export const getRegister: Query<{ id: string }, RegisterWithTotals> = async (ctx, { id }) => {
  const registers = registerRepository(ctx.db)
  const register = await registers.find(id)
  if (!register) throw new Refusal('not_found')
  return { ...register, ...(await registers.totals([id]))(id) }
}
