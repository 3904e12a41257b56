import { authRoutes } from '@popug/contracts/auth.ts'
import { moment } from '@popug/contracts/days.ts'
import { listRevocations } from '../queries/list-revocations.ts'
import { door } from '../world.ts'

/** What other services verify tokens with. */
export const keyDoors = [
  door(authRoutes.listKeys, async ({ tools }) => ({ keys: [...tools.tokens.keys] })),

  door(authRoutes.listRevocations, async (call) => {
    const items = await listRevocations(call, call.query)
    return { items: items.map((item) => ({ ...item, revokedAt: moment(item.revokedAt) })) }
  }),
]
