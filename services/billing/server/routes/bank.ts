import { billingRoutes } from '@popug/contracts/billing.ts'
import { settleHeard } from '../commands/settle-heard.ts'
import { hearNotice } from '../queries/hear-notice.ts'
import { door } from '../world.ts'

/** The doors to and for the bank: which one pays, and what it says by itself. */
export const bankDoors = [
  door(billingRoutes.getBank, async ({ tools }) => {
    const { name, page } = tools.teller.bank
    return { bank: name, page }
  }),

  door(billingRoutes.hearBank, async (call) => {
    const { ip, header } = call.caller
    const heard = await hearNotice(call, { body: call.body, ip, header })
    if (heard) await call.transaction((ctx) => settleHeard(ctx, heard))
    return {}
  }),
]
