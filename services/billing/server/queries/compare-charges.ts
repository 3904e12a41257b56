import { payoutRepository } from '../db/payout-repository.ts'
import type { Payout } from '../domain/payout.ts'
import type { Query } from '../world.ts'

/** Where our book and the bank's register do not tell the same: ids of payouts, at most a hundred of each. */
interface Differences {
  /** Paid by our book, and not (or not so much, or under another number) by the bank's. */
  readonly notCharged: readonly string[]
  /** Charged by the bank, while our book neither says so nor leaves it open. */
  readonly notPaid: readonly string[]
}

const atOnce = 500
const shown = 100

/** Rows one by one, read a page at a time in the order of their ids. */
async function* walk<T>(page: (after: string) => Promise<readonly T[]>, idOf: (row: T) => string): AsyncGenerator<T> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const rows: readonly T[] = await page(after)
    yield* rows
    const last: T | undefined = rows.at(-1)
    after = rows.length < atOnce || last === undefined ? undefined : idOf(last)
  }
}

const isOpenOrPaid = (payout: Payout | undefined): boolean => payout?.status === 'paid' || payout?.unanswered === 1

/**
 * Walks through our payouts and the bank's register side by side. Null where the bank shows no register; throws where it
 * does not answer. What looks wrong is looked at again at the end, for both go on meanwhile.
 */
export const compareCharges: Query<undefined, Differences | null> = async (ctx) => {
  const { bank, listCharges, find } = ctx.tools.teller
  if (!listCharges) return null
  const repository = payoutRepository(ctx.db)
  const payouts = walk(
    (after) => repository.inOrder(bank.name, after, atOnce),
    ({ id }) => id,
  )
  const charges = walk(
    (after) => listCharges(after, atOnce),
    ({ payoutId }) => payoutId,
  )
  const notCharged: string[] = []
  const missed: Payout[] = []
  const unexpected: string[] = []
  let payout = (await payouts.next()).value as Payout | undefined
  let charge = (await charges.next()).value as Awaited<ReturnType<typeof listCharges>>[number] | undefined
  while ((payout || charge) && notCharged.length + missed.length < shown && unexpected.length < shown) {
    const isOurs = payout && (!charge || payout.id <= charge.payoutId)
    const isTheirs = charge && (!payout || charge.payoutId <= payout.id)
    const isSame =
      payout?.amountMinor === charge?.amountMinor &&
      payout?.currency === charge?.currency &&
      payout?.providerReference === charge?.reference
    if (payout && isOurs && payout.status === 'paid') {
      if (!isTheirs) missed.push(payout)
      else if (!isSame) notCharged.push(payout.id)
    }
    if (charge && isTheirs && !(isOurs && isOpenOrPaid(payout))) unexpected.push(charge.payoutId)
    if (isOurs) payout = (await payouts.next()).value
    if (isTheirs) charge = (await charges.next()).value
  }

  for (const { id, refusals, providerReference: reference } of missed) {
    const word = await find({ payoutId: id, refusals, reference, bank: bank.name, askedSince: null, askedAt: null })
    if (word?.outcome !== 'paid' || word.reference !== reference) notCharged.push(id)
  }
  const notPaid: string[] = []
  for (const id of unexpected) if (!isOpenOrPaid(await repository.find(id))) notPaid.push(id)
  return { notCharged, notPaid }
}
