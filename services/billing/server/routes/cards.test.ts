import { billingRoutes } from '@popug/contracts/billing.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { roles } from '@popug/contracts/roles.ts'
import { audited } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cards, type Program, password, startBilling } from '../testing/billing-program.ts'

const { getMyCard, putMyCard, deleteMyCard, getBank } = billingRoutes

describe('my card', () => {
  let program: Program
  beforeEach(async () => {
    program = await startBilling()
  })
  afterEach(() => program.stop())
  const none = { last4: null, brand: null, status: 'none' }
  const rows = () => program.database.query.selectFrom('cards').selectAll().execute()

  it.each(roles)('is named, changed and forgotten by a %s', async (role) => {
    const person = program.as(role)
    expect(await person.call(getMyCard)).toMatchObject({ status: 200, body: none })
    const named = await person.call(putMyCard, { body: { number: '4242 4242-4242 4242' } })
    expect(named).toMatchObject({ status: 200, body: { last4: '4242', brand: 'visa', status: 'active' } })
    expect((await person.call(getMyCard)).body).toEqual(named.body)
    await person.call(putMyCard, { body: { number: cards.plain, password } })
    expect((await person.call(getMyCard)).body).toEqual({ last4: '4444', brand: 'mastercard', status: 'active' })
    expect(await rows()).toHaveLength(1)
    expect(await person.call(deleteMyCard, { body: { password } })).toMatchObject({ status: 204, text: '' })
    expect((await person.call(getMyCard)).body).toEqual(none)
    expect(await rows()).toEqual([])
    expect(await person.call(deleteMyCard)).toMatchObject({ status: 204 })
    expect(await person.call(deleteMyCard, { body: { password } })).toMatchObject({ status: 204 })
    const deed = { actorId: person.id, subject: person.id, detail: {} }
    expect(await audited(program)).toEqual([
      { ...deed, action: 'card.replaced' },
      { ...deed, action: 'card.forgotten' },
    ])
  })

  it('is nobody else’s', async () => {
    await program.as('performer').call(putMyCard, { body: { number: cards.pays } })
    expect((await program.as('admin').call(getMyCard)).body).toEqual(none)
  })

  it.each([
    ['a wrong check digit', { number: '4242424242424241' }, '/body/number'],
    ['too few digits', { number: '4242 4242 42 4' }, '/body/number'],
    ['too many digits', { number: '42424242424242424242' }, '/body/number'],
    ['letters', { number: '4242abcd42424242' }, '/body/number'],
    ['hyphens alone', { number: '-------------' }, '/body/number'],
    ['no number', {}, '/body/number'],
    ['a number of another type', { number: 4242424242424242 }, '/body/number'],
    ['more than asked', { number: cards.pays, cvc: '123' }, '/body/cvc'],
  ])('is not changed by %s, which is not repeated', async (_, body, path) => {
    const person = program.as('performer')
    await person.call(putMyCard, { body: { number: cards.plain } })
    const answer = await person.call(putMyCard, { body: { ...body, password } as { number: string; password: string } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path }] } })
    expect(answer.text).not.toMatch(/424242|4242 4242|4242abcd/)
    expect((await person.call(getMyCard)).body).toMatchObject({ last4: '4444' })
  })

  it('is one card when two are named at once', async () => {
    const person = program.as('performer')
    const numbers = [cards.pays, cards.plain, cards.slow]
    const answers = await Promise.all(numbers.map((number) => person.call(putMyCard, { body: { number } })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400])
    expect(await rows()).toHaveLength(1)
    const changes = numbers.map((number) => person.call(putMyCard, { body: { number, password } }))
    expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await rows()).toHaveLength(1)
  })

  it.each([getMyCard, putMyCard, deleteMyCard, getBank])('asks who is there: $name', async (route) => {
    const parts = route === putMyCard ? { body: { number: cards.pays } } : {}
    const answer = await program.nobody().call(route, parts as never)
    expect(answer).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
  })

  it('tells that the sandbox bank pays', async () => {
    expect(await program.as('performer').call(getBank)).toMatchObject({ status: 200, body: { bank: 'sandbox' } })
  })
})

describe('the password', () => {
  let program: Program
  let outcome: () => unknown
  let asked: unknown[]
  beforeEach(async () => {
    asked = []
    outcome = () => ({ outcome: 'right' })
    const checkPassword = ({ body }: { body?: unknown }) => {
      asked.push(body)
      return outcome()
    }
    program = await startBilling({ answers: { checkPassword } })
  })
  afterEach(() => program.stop())
  const row = () => program.database.query.selectFrom('cards').selectAll().execute()
  const withCard = async () => {
    const person = program.as('performer')
    expect((await person.call(putMyCard, { body: { number: cards.pays } })).status).toBe(200)
    return person
  }
  const change = { number: cards.plain, password }

  it('is not needed for a first card, and is of the one who is signed in', async () => {
    const person = await withCard()
    expect(asked).toEqual([])
    expect((await person.call(putMyCard, { body: change })).status).toBe(200)
    expect(asked).toEqual([{ userId: person.id, sessionId: person.id, password, ip: '127.0.0.1' }])
  })

  it.each([
    ['wrong', () => ({ outcome: 'wrong' }), 403, 'wrong_password'],
    ['of a session that has ended', () => ({ outcome: 'session_over' }), 401, 'not_signed_in'],
    ['guessed too often', () => Promise.reject(new Refusal('too_many_attempts')), 429, 'too_many_attempts'],
    ['not to be asked for, since Auth is away', () => Promise.reject(new Refusal('unavailable')), 503, 'unavailable'],
  ])('is %s: nothing changes', async (_, answer, status, code) => {
    const person = await withCard()
    const before = await row()
    outcome = answer
    const refusal = { status, body: { code } }
    expect(await person.call(putMyCard, { body: change })).toMatchObject(refusal)
    expect(await person.call(deleteMyCard, { body: { password } })).toMatchObject(refusal)
    expect(await row()).toEqual(before)
  })

  it('is missed where a card is there already, and no card is named by the way', async () => {
    const person = await withCard()
    const before = await row()
    const refusal = { status: 400, body: { code: 'invalid', errors: [{ path: '/body/password' }] } }
    expect(await person.call(putMyCard, { body: { number: cards.plain } })).toMatchObject(refusal)
    expect(await person.call(deleteMyCard)).toMatchObject(refusal)
    expect(await row()).toEqual(before)
    expect(asked).toEqual([])
  })

  it('is not asked for a number that is none: a mistyped digit costs no guess', async () => {
    const person = await withCard()
    const mistyped = { number: '4242424242424241', password }
    expect(await person.call(putMyCard, { body: mistyped })).toMatchObject({ status: 400 })
    expect(asked).toEqual([])
  })
})
