import { billingRoutes } from '@popug/contracts/billing.ts'
import { roles } from '@popug/contracts/roles.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cards, type Program, startBilling } from '../testing/billing-program.ts'

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
    await person.call(putMyCard, { body: { number: cards.plain } })
    expect((await person.call(getMyCard)).body).toEqual({ last4: '4444', brand: 'mastercard', status: 'active' })
    expect(await rows()).toHaveLength(1)
    expect(await person.call(deleteMyCard)).toMatchObject({ status: 204, text: '' })
    expect((await person.call(getMyCard)).body).toEqual(none)
    expect(await rows()).toEqual([])
    expect(await person.call(deleteMyCard)).toMatchObject({ status: 204 })
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
    const answer = await person.call(putMyCard, { body: body as { number: string } })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid', errors: [{ path }] } })
    expect(answer.text).not.toMatch(/424242|4242 4242|4242abcd/)
    expect((await person.call(getMyCard)).body).toMatchObject({ last4: '4444' })
  })

  it('is one card when two are named at once', async () => {
    const person = program.as('performer')
    const numbers = [cards.pays, cards.plain, cards.slow]
    const answers = await Promise.all(numbers.map((number) => person.call(putMyCard, { body: { number } })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
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
