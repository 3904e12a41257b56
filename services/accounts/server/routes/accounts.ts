import { accountRoutes } from '@popug/contracts/accounts.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { getAccount } from '../queries/get-account.ts'
import { listAccountDays } from '../queries/list-account-days.ts'
import { listAccounts } from '../queries/list-accounts.ts'
import { type Context, door } from '../world.ts'

const accountView = async (ctx: Context, userId: string) => {
  const { today, ...account } = await getAccount(ctx, userId)
  return {
    ...account,
    currency: ctx.settings.CURRENCY,
    today: { ...today, earnedMinor: today.rewardsMinor - today.feesMinor },
  }
}

export const accountDoors = [
  door(accountRoutes.getMyAccount, (call) => accountView(call, call.person.id)),

  door(accountRoutes.listMyDays, async (call) => {
    const page = await listAccountDays(call, { userId: call.person.id, page: pageRequest(call.query, 1) })
    return mapPage(page, ({ day, feesMinor, rewardsMinor, paidOutMinor, otherMinor }) => ({
      day,
      feesMinor,
      rewardsMinor,
      earnedMinor: rewardsMinor - feesMinor,
      paidOutMinor,
      otherMinor,
    }))
  }),

  door(accountRoutes.listAccounts, async (call) => {
    const { negative = false } = call.query
    const page = await listAccounts(call, { negative, page: pageRequest(call.query, 2) })
    return mapPage(page, ({ userId, balanceMinor }) => ({ userId, balanceMinor, currency: call.settings.CURRENCY }))
  }),

  door(accountRoutes.getAccount, (call) => {
    call.mustSee(call.params.userId)
    return accountView(call, call.params.userId)
  }),
]
