// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRoutes, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { browserError, madePasskey, passkeyBrowser } from '../testing/passkey-browser.ts'
import { OwnPasskeys } from './own-passkeys.tsx'

const laptop = {
  id: '01890a5d-ac96-774b-bcce-b302099a8001',
  name: 'Laptop',
  synced: false,
  createdAt: new Date(Date.now() - 86_400_000).toISOString(),
  usedAt: null,
}
const options = {
  challenge: 'Y2hhbGxlbmdl',
  rp: { id: 'localhost', name: 'Popug' },
  user: { id: 'c29tZWJvZHk', name: 'kesha@popug.test', displayName: 'Kesha' },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  timeout: 300_000,
  attestation: 'none',
  excludeCredentials: [],
  authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
}
const installation = { demo: false, currency: 'USD', timeZone: 'UTC', passkeysAt: 'http://localhost:8080' }
const open = (routes: FakeRoutes = {}, language: 'en' | 'ru' = 'en') =>
  renderApp(<OwnPasskeys />, {
    service: 'auth',
    language,
    routes: {
      getInstallation: installation,
      listPasskeys: { items: [laptop], next: null },
      beginPasskey: options,
      createPasskey: laptop,
      ...routes,
    },
  })
const asked = (page: ReturnType<typeof open>, route: string) => page.asked.filter((request) => request.route === route)

const add = async (page: ReturnType<typeof open>, name = 'My phone') => {
  fireEvent.click(await page.findByRole('button', { name: 'Add a passkey' }))
  const dialog = await page.findByRole('dialog')
  fireEvent.change(within(dialog).getByLabelText(/^Name/), { target: { value: name } })
  fireEvent.change(within(dialog).getByLabelText(/^Your password/), { target: { value: 'popug' } })
  fireEvent.click(within(dialog).getByRole('button', { name: 'Make the passkey' }))
  return dialog
}

describe('the passkeys', () => {
  it('tell where each lives and when it was used', async () => {
    const phone = { ...laptop, id: laptop.id.replace(/1$/, '2'), name: 'Phone', synced: true, usedAt: laptop.createdAt }
    const page = open({ listPasskeys: { items: [laptop, phone], next: null } })
    const first = (await page.findByText('Laptop')).closest('tr') as HTMLElement
    expect(within(first).getByText('On one device')).toBeTruthy()
    expect(within(first).getByText('Never')).toBeTruthy()
    const second = page.getByText('Phone').closest('tr') as HTMLElement
    expect(within(second).getByText('In a password manager')).toBeTruthy()
    expect(within(second).queryByText('Never')).toBeNull()
  })

  it('say why there can be none, and are listed all the same', async () => {
    const page = open({ getInstallation: { ...installation, passkeysAt: null } })
    await page.findByText(/There are no passkeys here/)
    expect(page.queryByRole('button', { name: 'Add a passkey' })).toBeNull()
    expect(page.getByText('Laptop')).toBeTruthy()
  })

  it('are added: the password, then the browser, then its answer', async () => {
    const wishes = passkeyBrowser({ create: async () => madePasskey })
    const page = open()
    await add(page, ' My phone ')
    await page.findByText('“My phone” is added. You can sign in by beak now')
    expect(asked(page, 'beginPasskey')[0]?.body).toEqual({ password: 'popug' })
    expect(wishes).toHaveLength(1)
    expect(asked(page, 'createPasskey')[0]?.body).toMatchObject({
      name: 'My phone',
      credential: { id: 'Y3JlZA', response: { attestationObject: 'YXR0ZXN0ZWQ', transports: ['internal'] } },
    })
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
  })

  it('are not asked of the browser without the right password', async () => {
    const wishes = passkeyBrowser({ create: async () => madePasskey })
    const page = open({ beginPasskey: new ApiProblem({ code: 'wrong_password', status: 403 }) })
    const dialog = await add(page)
    await within(dialog).findByText('This is not your password.')
    expect(wishes).toEqual([])
    expect(asked(page, 'createPasskey')).toEqual([])
  })

  it.each([
    ['NotAllowedError', /Nothing has changed/],
    ['InvalidStateError', /has a passkey of yours already/],
    ['UnknownError', /could not make a passkey here/],
  ])('say what stopped the browser: %s', async (name, words) => {
    passkeyBrowser({ create: () => Promise.reject(browserError(name)) })
    const page = open()
    const dialog = await add(page)
    expect((await within(dialog).findByRole('alert')).textContent).toMatch(words)
    expect(asked(page, 'createPasskey')).toEqual([])
  })

  it('take another name', async () => {
    const page = open({ renamePasskey: { ...laptop, name: 'The old one' } })
    fireEvent.click(await page.findByRole('button', { name: 'Rename: Laptop' }))
    const dialog = await page.findByRole('dialog')
    fireEvent.change(within(dialog).getByLabelText(/^Name/), { target: { value: ' The old one ' } })
    fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(asked(page, 'renamePasskey')[0]?.body).toEqual({ name: 'The old one' }))
  })

  it('are removed after the password', async () => {
    let right = false
    const page = open({
      removePasskey: () => (right ? undefined : new ApiProblem({ code: 'wrong_password', status: 403 })),
    })
    fireEvent.click(await page.findByRole('button', { name: 'Remove: Laptop' }))
    const dialog = await page.findByRole('dialog')
    const remove = () => fireEvent.click(within(dialog).getByRole('button', { name: 'Remove “Laptop”' }))
    fireEvent.change(within(dialog).getByLabelText(/^Your password/), { target: { value: 'gopup' } })
    remove()
    await within(dialog).findByText('This is not your password.')
    right = true
    fireEvent.change(within(dialog).getByLabelText(/^Your password/), { target: { value: 'popug' } })
    remove()
    await page.findByText('“Laptop” is removed')
    expect(asked(page, 'removePasskey').at(-1)).toMatchObject({
      params: { id: laptop.id },
      body: { password: 'popug' },
    })
  })

  it('speak Russian', async () => {
    passkeyBrowser({})
    const page = open({ listPasskeys: { items: [], next: null } }, 'ru')
    await page.findByRole('button', { name: 'Добавить ключ доступа' })
    await page.findByText('У вас пока нет ключей доступа.')
  })
})
