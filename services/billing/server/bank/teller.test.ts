import { openTestDatabase } from '@popug/service-kit/testing'
import { describe, expect, it } from 'vitest'
import { cardCipher } from './card-cipher.ts'
import type { Asked, Provider } from './provider.ts'
import { makeTeller } from './teller.ts'

const number = '4242424242424242'
const cipher = cardCipher('ab'.repeat(32), '1')
const charge = { reference: 'r1', cardLast4: '4242' }
const charged = { outcome: 'paid', ...charge } as const
const asked: Asked = { payoutId: 'p1', refusals: 0, askedSince: null, askedAt: null, reference: null, bank: null }
const attempt = { ...asked, amountMinor: 5, currency: 'USD', isSameCard: true, card: cipher.seal('kesha', number) }
const never = new AbortController().signal

const tellerOf = (bank: Partial<Provider>) => {
  const silences: string[][] = []
  const provider: Provider = {
    name: 'sandbox',
    page: null,
    pay: async () => charged,
    find: async () => null,
    hear: async () => null,
    ...bank,
  }
  const onSilence = (...said: string[]) => void silences.push(said)
  return { silences, teller: makeTeller({ provider, cipher, timeLimit: 50, onSilence }) }
}

describe('the teller', () => {
  it('opens the card for the bank', async () => {
    const requests: unknown[] = []
    const pay: Provider['pay'] = async (request) => {
      requests.push(request)
      return charged
    }
    const { teller } = tellerOf({ pay })
    expect(await teller.ask(attempt, never)).toEqual(charged)
    expect(requests).toEqual([{ ...asked, amountMinor: 5, currency: 'USD', isSameCard: true, cardNumber: number }])
  })

  it.each<[string, Partial<Provider>]>([
    ['throws', { pay: () => Promise.reject(new TypeError(`cannot pay to ${number}`)) }],
    ['never answers', { pay: () => new Promise(() => undefined) }],
  ])('does not know what happened when the bank %s, and says nothing of the card', async (_, bank) => {
    const { teller, silences } = tellerOf(bank)
    expect(await teller.ask(attempt, never)).toEqual({ outcome: 'unknown', reason: 'no_answer' })
    expect(silences).toHaveLength(1)
    expect(JSON.stringify(silences)).not.toContain('4242')
  })

  it('gives up at once when it is told to stop', async () => {
    const { teller } = tellerOf({ pay: () => new Promise(() => undefined) })
    expect(await teller.ask(attempt, AbortSignal.abort())).toMatchObject({ outcome: 'unknown' })
  })

  it.each([
    ['has charged', charged, charged],
    ['has not charged', null, { outcome: 'no_card' }],
  ])('without a card only asks whether the bank %s', async (_, found, answer) => {
    const pay = () => Promise.reject(new Error('was asked to pay'))
    const { teller } = tellerOf({ pay, find: async () => found })
    expect(await teller.ask({ ...attempt, card: null }, never)).toEqual(answer)
  })

  it('refuses a card that does not open, unless it was charged before', async () => {
    const card = { ...attempt.card, userId: 'gosha' }
    const refusal = { outcome: 'refused', permanent: true, reason: 'card_unreadable' }
    expect(await tellerOf({}).teller.ask({ ...attempt, card }, never)).toEqual(refusal)
    const hasPaid = tellerOf({ find: async () => charged })
    expect(await hasPaid.teller.ask({ ...attempt, card }, never)).toMatchObject({ outcome: 'paid' })
  })

  it('refuses for now where the card’s key is at another instance only', async () => {
    const card = cardCipher('cd'.repeat(32), '2').seal('kesha', number)
    const refusal = { outcome: 'refused', permanent: false, reason: 'card_key_missing' }
    expect(await tellerOf({}).teller.ask({ ...attempt, card }, never)).toEqual(refusal)
  })

  it('refuses to work inside a transaction', async () => {
    const database = await openTestDatabase()
    await expect(database.transaction(async () => tellerOf({}).teller.find(asked))).rejects.toThrow(
      'inside a transaction',
    )
    await database.close()
  })

  it('asks no bank about what another one may have paid', async () => {
    const elsewhere = { ...attempt, askedSince: 1, bank: 'yookassa' } as const
    const { teller } = tellerOf({ pay: () => Promise.reject(new Error('was asked to pay')) })
    expect(await teller.ask(elsewhere, never)).toEqual({ outcome: 'person', reason: 'other_bank' })
    await expect(teller.find(elsewhere)).rejects.toThrow('another bank')
  })
})
