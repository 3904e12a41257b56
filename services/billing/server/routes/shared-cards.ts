import { billingRoutes } from '@popug/contracts/billing.ts'
import { pageRequest } from '@popug/service-kit'
import { listSharedCards } from '../queries/list-shared-cards.ts'
import { door } from '../world.ts'

/** The door that warns of one card that several people have named. */
export const sharedCardDoors = [
  door(billingRoutes.listSharedCards, (call) =>
    listSharedCards(call, { userId: call.query.userId, page: pageRequest(call.query, 1) }),
  ),
]
