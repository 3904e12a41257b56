import { billingRoutes } from '@popug/contracts/billing.ts'
import { splitIds } from '@popug/contracts/ids.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { retryPayout } from '../commands/retry-payout.ts'
import { returnPayout } from '../commands/return-payout.ts'
import { tellFinding } from '../commands/tell-finding.ts'
import { askBeforeFinding } from '../queries/ask-before-finding.ts'
import { askBeforeReturn } from '../queries/ask-before-return.ts'
import { getPayout } from '../queries/get-payout.ts'
import { getPaidPayout } from '../queries/get-payout-receipt.ts'
import { listPayoutSteps } from '../queries/list-payout-steps.ts'
import { listPayouts } from '../queries/list-payouts.ts'
import { door } from '../world.ts'
import { payoutView, receiptView, stepView } from './payout-view.ts'

/** The doors to payouts. */
export const payoutDoors = [
  door(billingRoutes.listPayouts, async (call) => {
    const { userId, ids, day, status, registerId } = call.query
    const asked = ids === undefined ? undefined : splitIds(ids)
    const filters = { userId: call.ownRows(userId), day, status, registerId, ids: asked }
    return mapPage(await listPayouts(call, { filters, page: pageRequest(call.query, 1) }), payoutView)
  }),

  door(billingRoutes.getPayout, async (call) => {
    const payout = await getPayout(call, call.params)
    call.mustSee(payout.userId)
    return payoutView(payout)
  }),

  door(billingRoutes.listPayoutSteps, async (call) => {
    const payout = await getPayout(call, call.params)
    call.mustSee(payout.userId)
    const steps = await listPayoutSteps(call, { payoutId: payout.id, page: pageRequest(call.query, 1) })
    return mapPage(steps, stepView)
  }),

  door(billingRoutes.getPayoutReceipt, async (call) => {
    call.mustSee((await getPayout(call, call.params)).userId)
    return receiptView(await getPaidPayout(call, call.params))
  }),

  door(billingRoutes.retryPayout, async ({ transaction, params }) =>
    payoutView(await transaction((ctx) => retryPayout(ctx, params))),
  ),

  door(billingRoutes.tellFinding, async (call) => {
    const { id } = call.params
    const known = await askBeforeFinding(call, { id })
    return payoutView(await call.transaction((ctx) => tellFinding(ctx, { id, known, finding: call.body })))
  }),

  door(billingRoutes.returnPayout, async (call) => {
    const { id } = call.params
    const inquiry = await askBeforeReturn(call, { id })
    return payoutView(await call.transaction((ctx) => returnPayout(ctx, { id, inquiry, reason: call.body.reason })))
  }),
]
