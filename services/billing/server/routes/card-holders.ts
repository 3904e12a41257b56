import { billingRoutes } from '@popug/contracts/billing.ts'
import { splitIds } from '@popug/contracts/ids.ts'
import { listCardHolders } from '../queries/list-card-holders.ts'
import { door } from '../world.ts'

/** The door that tells who could be paid to a card, for those who close the day. */
export const cardHolderDoors = [
  door(billingRoutes.listCardHolders, async (call) => ({
    items: await listCardHolders(call, { userIds: splitIds(call.query.userIds) }),
    next: null,
  })),
]
