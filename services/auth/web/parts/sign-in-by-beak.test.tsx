// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { SignIn } from '../pages/sign-in.tsx'
import { browserError, chosenPasskey, never, passkeyBrowser } from '../testing/passkey-browser.ts'
import { hindranceAt } from './passkey-hindrance.tsx'

const installation = { demo: false, currency: 'USD', timeZone: 'UTC', passkeysAt: 'http://localhost:8080' }
const signedIn = { user: person({ role: 'accountant' }), expiresAt: new Date(Date.now() + 300_000).toISOString() }
const options = { challenge: 'Y2hhbGxlbmdl', rpId: 'localhost', timeout: 300_000, userVerification: 'required' }
const open = (routes: FakeRoutes = {}) =>
  renderApp([{ path: '/', page: SignIn, public: true }], {
    me: null,
    service: 'auth',
    routes: { getInstallation: installation, beginPasskeySignIn: options, signInByPasskey: signedIn, ...routes },
  })
const beak = { name: 'By beak, with a passkey' }
const press = async (page: ReturnType<typeof open>) => fireEvent.click(await page.findByRole('button', beak))
const sent = (page: ReturnType<typeof open>) => page.asked.filter(({ route }) => route === 'signInByPasskey')

describe('the button', () => {
  it('has the browser answer the challenge, and leads to where the day begins', async () => {
    const wishes = passkeyBrowser({ get: async () => chosenPasskey })
    const page = open()
    await press(page)
    await waitFor(() => expect(page.leftFor).toEqual(['/accounts/']))
    expect(Buffer.from(wishes[0]?.publicKey.challenge ?? new ArrayBuffer(0)).toString()).toBe('challenge')
    expect(sent(page)[0]?.body).toMatchObject({
      credential: { id: 'Y3JlZA', rawId: 'Y3JlZA', type: 'public-key', response: { userHandle: 'c29tZWJvZHk' } },
    })
  })

  it('says where nothing was chosen, and that the password still works', async () => {
    passkeyBrowser({ get: () => Promise.reject(browserError('NotAllowedError')) })
    const page = open()
    await press(page)
    const alert = await page.findByRole('alert')
    expect(alert.textContent).toContain('No passkey was chosen')
    expect(alert.textContent).toContain('The password still works')
    expect(sent(page)).toEqual([])
    expect((page.getByRole('button', beak) as HTMLButtonElement).disabled).toBe(false)
  })

  it.each([
    [new ApiProblem({ code: 'passkey_refused', status: 401 }), 'does not open anything here'],
    [new ApiProblem({ code: 'challenge_over', status: 410 }), 'took too long'],
    [
      new ApiProblem({ code: 'too_many_attempts', status: 429, detail: 'Too many attempts, try again in 870 s' }),
      'Try again in 15 minutes.',
    ],
  ])('says why the door stayed shut: %s', async (problem, words) => {
    passkeyBrowser({ get: async () => chosenPasskey })
    const page = open({ signInByPasskey: problem })
    await press(page)
    expect((await page.findByRole('alert')).textContent).toContain(words)
    expect(page.leftFor).toEqual([])
  })
})

describe('the offer in the field for the email', () => {
  it('signs in who takes it, without a button', async () => {
    const wishes = passkeyBrowser({ offer: async () => chosenPasskey })
    const page = open()
    await waitFor(() => expect(page.leftFor).toEqual(['/accounts/']))
    expect(wishes.map(({ mediation }) => mediation)).toEqual(['conditional'])
    expect(page.getByLabelText(/Email/).getAttribute('autocomplete')).toBe('username webauthn')
  })

  it('gives way to the button, and comes back where that failed', async () => {
    const wishes = passkeyBrowser({ offer: never, get: () => Promise.reject(browserError('NotAllowedError')) })
    const page = open()
    await waitFor(() => expect(wishes).toHaveLength(1))
    await press(page)
    await page.findByText('No passkey was chosen')
    expect(wishes[0]?.signal.aborted).toBe(true)
    await waitFor(() =>
      expect(wishes.map(({ mediation }) => mediation)).toEqual(['conditional', undefined, 'conditional']),
    )
  })

  it('does not call off the button that was pressed while it was on its way', async () => {
    let letOffer = (): void => undefined
    const offersAfter = new Promise<void>((done) => {
      letOffer = done
    })
    let chosen = (): void => undefined
    const get = () => new Promise((done) => (chosen = () => done(chosenPasskey)))
    const wishes = passkeyBrowser({ offer: never, get, offersAfter })
    const page = open()
    await waitFor(() => expect(page.asked.some(({ route }) => route === 'beginPasskeySignIn')).toBe(true))
    await press(page)
    await waitFor(() => expect(wishes.map(({ mediation }) => mediation)).toEqual([undefined]))
    letOffer()
    await waitFor(() => expect(wishes.map(({ mediation }) => mediation)).toEqual([undefined, 'conditional', undefined]))
    chosen()
    await waitFor(() => expect(page.leftFor).toEqual(['/accounts/']))
    expect(page.queryByRole('alert')).toBeNull()
  })

  it('is silent where Auth gives no challenge', async () => {
    const wishes = passkeyBrowser({ offer: never })
    const page = open({ beginPasskeySignIn: new ApiProblem({ code: 'too_many_attempts', status: 429 }) })
    await waitFor(() => expect(page.asked.some(({ route }) => route === 'beginPasskeySignIn')).toBe(true))
    await page.findByRole('button', beak)
    expect(page.queryByRole('alert')).toBeNull()
    expect(wishes).toEqual([])
  })
})

describe('where there are no passkeys', () => {
  it.each([
    [null, 'There are no passkeys here'],
    ['https://popug.example.com', 'They work at https://popug.example.com'],
    ['http://localhost:8080', 'This browser knows no passkeys.'],
  ])('at %s it says so, and has no button', async (passkeysAt, words) => {
    const page = open({ getInstallation: { ...installation, passkeysAt } })
    await waitFor(() => expect(page.container.textContent).toContain(words))
    expect(page.queryByRole('button', beak)).toBeNull()
  })

  it.each([
    ['https://popug.example.com', 'https://popug.example.com', null],
    ['https://popug.example.com', 'https://popug.example.com:8443', 'elsewhere'],
    ['https://popug.example.com', 'http://popug.example.com', 'elsewhere'],
    ['http://localhost:8080', 'http://localhost:5173', null],
    ['http://localhost:8080', 'http://127.0.0.1:8080', 'elsewhere'],
    [null, 'http://10.0.0.5', 'nowhere'],
  ])('they work at %s, the page is at %s: %s', (at, here, why) => {
    expect(hindranceAt(at, here, true)?.why ?? null).toBe(why)
  })
})
