// @vitest-environment jsdom
import type { Card } from '@popug/contracts/cards.ts'
import type { Language } from '@popug/contracts/roles.ts'
import { ApiProblem } from '@popug/ui-kit'
import { person, type Rendered } from '@popug/ui-kit/testing'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { askedFor, kesha, openBilling, refusedPayout } from '../testing/open-billing.ts'

const none: Card = { last4: null, brand: null, status: 'none' }
const visa: Card = { last4: '4242', brand: 'visa', status: 'active' }

const open = (card: Card, routes: Record<string, unknown> = {}, language: Language = 'en'): Rendered =>
  openBilling({
    me: person({ id: kesha }),
    language,
    routes: {
      getMyCard: card,
      getBank: { bank: 'sandbox', page: 'http://localhost:8090/' },
      listPayouts: { items: [refusedPayout], next: null },
      ...routes,
    },
  })
const bodies = (page: Rendered, route: string) => askedFor(page, route).map(({ body }) => body)

describe('my card and payouts', () => {
  it('groups the digits, sends them bare, and shows what became of them', async () => {
    const user = userEvent.setup()
    let card = none
    const putMyCard = () => {
      card = visa
      return card
    }
    const page = open(none, { getMyCard: () => card, putMyCard })
    const field = await page.findByLabelText('Card number')
    await user.click(field)
    await user.paste('4242424242424242')
    expect(field).toHaveProperty('value', '4242 4242 4242 4242')
    await user.click(page.getByRole('button', { name: 'Save the card' }))
    await page.findByText(/Payouts go to the card/)
    await page.findByRole('img', { name: 'ending in 4242' })
    expect(page.getByText(/Visa/)).toBeTruthy()
    expect(bodies(page, 'putMyCard')).toEqual([{ number: '4242424242424242' }])
    expect(page.queryByLabelText('Card number')).toBeNull()
  })

  it('keeps the caret among the digits that are corrected', async () => {
    const user = userEvent.setup()
    const page = open(none)
    const field = (await page.findByLabelText('Card number')) as HTMLInputElement
    await user.type(field, '42424242')
    await user.type(field, '1', { initialSelectionStart: 2, initialSelectionEnd: 2 })
    expect(field.value).toBe('4214 2424 2')
    expect(field.selectionStart).toBe(3)
  })

  it.each([
    ['en', '4242424242424241', 'Some digit is mistyped: the check digit does not fit.', 'Card number', 'Save the card'],
    ['ru', '4242', 'В номере карты от 12 до 19 цифр.', 'Номер карты', 'Сохранить карту'],
  ] as const)('says at the field what is wrong with the number (%s)', async (language, typed, said, label, button) => {
    const user = userEvent.setup()
    const errors = [{ path: '/body/number', message: 'does not pass' }]
    const page = open(none, { putMyCard: new ApiProblem({ code: 'invalid', status: 400, errors }) }, language)
    await user.type(await page.findByLabelText(label), typed)
    await user.click(page.getByRole('button', { name: button }))
    await page.findByText(said)
    expect(page.getByLabelText(label)).toHaveProperty('ariaInvalid', 'true')
  })

  it('offers the test cards where the sandbox bank pays, and not elsewhere', async () => {
    const user = userEvent.setup()
    const page = open(none)
    await user.click(await page.findByRole('button', { name: 'Take the test card 4000 0000 0000 0002' }))
    expect(page.getByLabelText('Card number')).toHaveProperty('value', '4000 0000 0000 0002')
    expect(page.getByRole('link', { name: 'What it received' }).getAttribute('href')).toBe('http://localhost:8090/')
    const real = open(none, { getBank: { bank: 'yookassa', page: null } })
    await real.findByLabelText('Card number')
    expect(real.queryByText('A sandbox bank pays here')).toBeNull()
    const elsewhere = open(none, { getBank: new ApiProblem({ code: 'unavailable', status: 503 }) })
    await elsewhere.findByLabelText('Card number')
    expect(elsewhere.queryByText('A sandbox bank pays here')).toBeNull()
  })

  it('forgets the card only after asking, and with the password', async () => {
    const user = userEvent.setup()
    const page = open(visa, { deleteMyCard: undefined })
    await user.click(await page.findByRole('button', { name: 'Forget' }))
    const forget = await page.findByRole('button', { name: 'Forget the card •• 4242' })
    expect(forget).toHaveProperty('disabled', true)
    await user.type(page.getByLabelText('Your password'), 'feathers{Enter}')
    await page.findByText('The card is forgotten')
    expect(bodies(page, 'deleteMyCard')).toEqual([{ password: 'feathers' }])
  })

  it('asks for the password before another card takes the place of this one', async () => {
    const user = userEvent.setup()
    let answer: unknown = new ApiProblem({ code: 'wrong_password', status: 403 })
    const page = open(visa, { putMyCard: () => answer })
    await user.click(await page.findByRole('button', { name: 'Change' }))
    await user.type(page.getByLabelText('Card number'), '5555555555554444')
    const save = page.getByRole('button', { name: 'Save the card' })
    expect(save).toHaveProperty('disabled', true)
    await user.type(page.getByLabelText('Your password'), 'feather')
    await user.click(save)
    await page.findByText('This is not your password.')
    expect(page.getByLabelText('Your password')).toHaveProperty('ariaInvalid', 'true')
    answer = { last4: '4444', brand: 'mastercard', status: 'active' }
    await user.type(page.getByLabelText('Your password'), 's{Enter}')
    await page.findByText(/Payouts go to the card •• 4444/)
    expect(bodies(page, 'putMyCard')).toEqual([
      { number: '5555555555554444', password: 'feather' },
      { number: '5555555555554444', password: 'feathers' },
    ])
  })

  it.each([
    ['en', 429, 'too_many_attempts', 'Too many attempts, please wait a little. Try again in 15 minutes.'],
    ['ru', 429, 'too_many_attempts', 'Слишком много попыток, подождите немного. Попробуйте через 15 минут.'],
    ['en', 503, 'unavailable', /Your card has stayed as it was/],
    ['ru', 503, 'unavailable', /Карта осталась прежней/],
  ] as const)('says why the password could not be taken (%s, %s)', async (language, status, code, said) => {
    const user = userEvent.setup()
    const [forget, password, confirm] =
      language === 'en'
        ? ['Forget', 'Your password', 'Forget the card •• 4242']
        : ['Забыть', 'Ваш пароль', 'Забыть карту •• 4242']
    const problem = new ApiProblem({ code, status, detail: 'Too many attempts, try again in 870 s' })
    const page = open(visa, { deleteMyCard: problem }, language)
    await user.click(await page.findByRole('button', { name: forget }))
    await user.type(await page.findByLabelText(password), 'feathers')
    await user.click(page.getByRole('button', { name: confirm }))
    await page.findByText(said)
    expect(page.getByRole('button', { name: confirm })).toBeTruthy()
  })

  it('asks for the password after all where a card was named elsewhere meanwhile', async () => {
    const user = userEvent.setup()
    const errors = [{ path: '/body/password', message: 'is required to change a card' }]
    let answer: unknown = new ApiProblem({ code: 'invalid', status: 400, errors })
    const page = open(none, { putMyCard: () => answer })
    await user.type(await page.findByLabelText('Card number'), '4242424242424242')
    expect(page.queryByLabelText('Your password')).toBeNull()
    await user.click(page.getByRole('button', { name: 'Save the card' }))
    await page.findByText('Your password is needed to change a card.')
    answer = visa
    await user.type(page.getByLabelText('Your password'), 'feathers{Enter}')
    await page.findByText(/Payouts go to the card •• 4242/)
    expect(bodies(page, 'putMyCard')[1]).toEqual({ number: '4242424242424242', password: 'feathers' })
  })

  it('shows one’s own payouts with their state and why', async () => {
    const page = open(visa)
    await page.findByText('Failed')
    expect(page.getByText('The bank refuses this card')).toBeTruthy()
    expect(page.getByText('123.45')).toBeTruthy()
    expect(askedFor(page, 'listPayouts')[0]?.query).toEqual({ userId: kesha })
    expect(page.queryByRole('navigation', { name: 'Sections of payouts' })).toBeNull()
    expect(page.queryByRole('button', { name: 'Try again' })).toBeNull()
  })

  it('says what will appear where there is nothing, and what happened where it fails', async () => {
    await open(visa, { listPayouts: { items: [], next: null } }).findByText(/No payouts yet/)
    const page = open(visa, { getMyCard: new ApiProblem({ code: 'unavailable', status: 503 }) })
    await page.findByText('This does not answer right now, please try again')
  })
})
