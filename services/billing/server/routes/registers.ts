import { billingRoutes } from '@popug/contracts/billing.ts'
import { moment, momentOrNull } from '@popug/contracts/days.ts'
import type { PayoutRegister } from '@popug/contracts/payout-registers.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { decideRegister } from '../commands/decide-register.ts'
import { getRegister } from '../queries/get-register.ts'
import { listRegisters, type RegisterWithTotals } from '../queries/list-registers.ts'
import { door } from '../world.ts'

const viewIn =
  (currency: string) =>
  ({ followed: _, openedAt, decidedAt, ...register }: RegisterWithTotals): PayoutRegister => ({
    ...register,
    currency,
    openedAt: moment(openedAt),
    decidedAt: momentOrNull(decidedAt),
  })

/** The doors to registers of payouts that wait for a second person. */
export const registerDoors = [
  door(billingRoutes.listPayoutRegisters, async (call) => {
    const { status, day } = call.query
    const asked = { filters: { status, day }, page: pageRequest(call.query, 1) }
    return mapPage(await listRegisters(call, asked), viewIn(call.settings.CURRENCY))
  }),

  door(billingRoutes.getPayoutRegister, async (call) =>
    viewIn(call.settings.CURRENCY)(await getRegister(call, call.params)),
  ),

  door(billingRoutes.approvePayoutRegister, async (call) => {
    const { id } = call.params
    await call.transaction((ctx) => decideRegister(ctx, { id, rejectedFor: null, seen: call.body }))
    return viewIn(call.settings.CURRENCY)(await getRegister(call, { id }))
  }),

  door(billingRoutes.rejectPayoutRegister, async (call) => {
    const { id } = call.params
    const { reason, ...seen } = call.body
    await call.transaction((ctx) => decideRegister(ctx, { id, rejectedFor: reason, seen }))
    return viewIn(call.settings.CURRENCY)(await getRegister(call, { id }))
  }),
]
