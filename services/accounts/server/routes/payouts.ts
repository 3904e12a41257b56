import { accountRoutes } from '@popug/contracts/accounts.ts'
import { moment } from '@popug/contracts/days.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { listPayouts } from '../queries/list-payouts.ts'
import { door } from '../world.ts'

export const payoutDoors = [
  door(accountRoutes.listIssuedPayouts, async (call) => {
    const { userId, day } = call.query
    const page = await listPayouts(call, { userId: call.ownRows(userId), day, page: pageRequest(call.query, 2) })
    return mapPage(page, ({ id, userId: owner, day: of, amountMinor, issuedAt }) => ({
      id,
      userId: owner,
      day: of,
      amountMinor,
      issuedAt: moment(issuedAt),
    }))
  }),
]
