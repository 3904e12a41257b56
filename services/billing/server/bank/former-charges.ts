/**
 * The sandbox bank once lived inside Billing and kept its register in a table here. What it charged then it has charged:
 * those payouts are answered from that table, and all others by the bank as it is now.
 */
import type { Charge } from '../domain/bank-answer.ts'
import type { Provider, RegisteredCharge } from './provider.ts'

interface FormerCharge {
  readonly payoutId: string
  readonly reference: string | null
  readonly cardLast4: string | null
  readonly amountMinor: number
  readonly currency: string
}

export interface FormerCharges {
  find(payoutId: string): Promise<FormerCharge | undefined>
  list(after: string, limit: number): Promise<readonly FormerCharge[]>
}

const chargeOf = ({ reference, cardLast4 }: FormerCharge): Charge => ({
  reference: reference ?? '',
  cardLast4: cardLast4 ?? '',
})

/** The provider, which also knows what was charged before it was a server of its own. */
export const withFormerCharges = (provider: Provider, former: FormerCharges): Provider => {
  const paidBefore = async (payoutId: string) => {
    const charge = await former.find(payoutId)
    return charge && { outcome: 'paid' as const, ...chargeOf(charge) }
  }
  return {
    ...provider,
    pay: async (request, signal) => (await paidBefore(request.payoutId)) ?? provider.pay(request, signal),
    find: async (asked, signal) => (await paidBefore(asked.payoutId)) ?? provider.find(asked, signal),
    listCharges: async (after, limit, signal) => {
      const charges = new Map<string, RegisteredCharge>()
      const known = (await provider.listCharges?.(after, limit, signal)) ?? []
      for (const charge of [...(await former.list(after, limit)), ...known]) {
        const { payoutId, amountMinor, currency, reference } = charge
        charges.set(payoutId, { payoutId, amountMinor, currency, reference: reference ?? '' })
      }
      const byId = [...charges.values()].sort((one, other) => (one.payoutId < other.payoutId ? -1 : 1))
      return byId.slice(0, limit)
    },
  }
}
