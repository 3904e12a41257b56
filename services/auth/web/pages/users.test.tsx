// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRequest, type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import UserPage from './user.tsx'
import Users from './users.tsx'

const kesha = {
  id: '01890a5d-ac96-774b-bcce-b302099a8001',
  login: 'kesha',
  name: 'Kesha',
  role: 'performer',
  email: 'kesha@popug.test',
  status: 'active',
  language: null,
  createdAt: new Date().toISOString(),
}
const open = (routes: FakeRoutes = {}, at = '/users') =>
  renderApp(
    [
      { path: '/users', page: Users, roles: ['admin'] },
      { path: '/users/$id', page: UserPage, roles: ['admin'] },
    ],
    {
      me: person({ role: 'admin' }),
      service: 'auth',
      at,
      routes: { listUsers: { items: [kesha], next: null }, getUser: kesha, ...routes },
    },
  )
type Opened = ReturnType<typeof open>
const asked = (page: Opened, route: string): FakeRequest[] => page.asked.filter((request) => request.route === route)

describe('the list of people', () => {
  it('asks for what the address says and keeps the search there', async () => {
    const page = open({}, '/users?role=performer&status=active')
    await page.findByRole('link', { name: 'Kesha' })
    expect(asked(page, 'listUsers').at(-1)?.query).toEqual({ role: 'performer', status: 'active' })
    fireEvent.change(page.getByRole('searchbox'), { target: { value: 'ke%' } })
    await waitFor(() =>
      expect(asked(page, 'listUsers').at(-1)?.query).toEqual({ q: 'ke%', role: 'performer', status: 'active' }),
    )
    expect(page.address()).toBe('/auth/users?role=performer&status=active&q=ke%25')
  })

  it('says so when nobody is found', async () => {
    await open({ listUsers: { items: [], next: null } }).findByText(/Nobody is found/)
  })

  it('is closed to others', async () => {
    const page = renderApp([{ path: '/users', page: Users, roles: ['admin'] }], {
      me: person({ role: 'manager' }),
      service: 'auth',
      at: '/users',
    })
    await page.findByText('Your role may not do this')
    expect(asked(page, 'listUsers')).toEqual([])
  })
})

describe('a new person', () => {
  it('is registered, or the field says that the email is taken', async () => {
    let taken = true
    const page = open({
      createUser: () => (taken ? new ApiProblem({ code: 'email_taken', status: 409 }) : { ...kesha, name: 'Gosha' }),
    })
    fireEvent.click(await page.findByRole('button', { name: 'New person' }))
    const dialog = within(await page.findByRole('dialog'))
    await dialog.findByLabelText(/^Name/)
    const type = (label: RegExp, value: string) => fireEvent.change(dialog.getByLabelText(label), { target: { value } })
    type(/^Name/, 'Gosha')
    type(/^Email/, 'gosha@popug.test')
    fireEvent.click(dialog.getByRole('radio', { name: 'I set it now' }))
    type(/^Password/, 'feathers')
    fireEvent.click(page.getByRole('button', { name: 'Register' }))
    await page.findByText('This email is already in use')
    taken = false
    fireEvent.click(page.getByRole('button', { name: 'Register' }))
    await page.findByText('Gosha can sign in now')
    expect(asked(page, 'createUser').at(-1)?.body).toEqual({
      name: 'Gosha',
      email: 'gosha@popug.test',
      role: 'performer',
      password: 'feathers',
    })
  })
})

describe('a new person who chooses the password', () => {
  const invitation = {
    userId: kesha.id,
    name: 'Gosha',
    email: 'gosha@popug.test',
    link: 'http://localhost:8080/auth/invitation#secret-of-43-characters',
    expiresAt: kesha.createdAt,
  }
  const register = async (page: ReturnType<typeof open>) => {
    fireEvent.click(await page.findByRole('button', { name: 'New person' }))
    const dialog = within(await page.findByRole('dialog'))
    fireEvent.change(await dialog.findByLabelText(/^Name/), { target: { value: 'Gosha' } })
    fireEvent.change(dialog.getByLabelText(/^Email/), { target: { value: 'gosha@popug.test' } })
    expect(dialog.queryByLabelText(/^Password/, { selector: 'input[type=password]' })).toBeNull()
    fireEvent.click(dialog.getByRole('button', { name: 'Register and make a link' }))
    return dialog
  }

  it('is registered without one, and the link can be copied or written to them', async () => {
    const page = open({ createUser: { ...kesha, name: 'Gosha' }, inviteUser: invitation })
    const dialog = await register(page)
    expect(((await dialog.findByLabelText('The link')) as HTMLInputElement).value).toBe(invitation.link)
    expect(asked(page, 'createUser')[0]?.body).toEqual({
      name: 'Gosha',
      email: 'gosha@popug.test',
      role: 'performer',
    })
    expect(asked(page, 'inviteUser')[0]?.params).toEqual({ id: kesha.id })
    const letter = new URL(dialog.getByRole('link', { name: 'Write to them' }).getAttribute('href') ?? '')
    expect([letter.protocol, decodeURIComponent(letter.pathname)]).toEqual(['mailto:', 'gosha@popug.test'])
    expect(letter.searchParams.get('body')).toContain(invitation.link)
    fireEvent.click(dialog.getByRole('button', { name: 'I have kept it' }))
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
  })

  it('is registered all the same where no link comes', async () => {
    const page = open({
      createUser: { ...kesha, name: 'Gosha' },
      inviteUser: new ApiProblem({ code: 'unavailable', status: 503 }),
    })
    await register(page)
    await page.findByText('Gosha is registered, and can sign in after choosing a password')
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull())
    expect(asked(page, 'createUser')).toHaveLength(1)
  })
})

describe('one person', () => {
  const at = `/users/${kesha.id}`

  it('is disabled after asking', async () => {
    const page = open({ changeUser: { ...kesha, status: 'disabled' } }, at)
    fireEvent.click(await page.findByRole('button', { name: 'Disable' }))
    await page.findByText(/signed out everywhere within five seconds, cannot sign in/)
    expect(asked(page, 'changeUser')).toEqual([])
    fireEvent.click(page.getByRole('button', { name: 'Disable Kesha' }))
    await page.findByText('Kesha is disabled')
    expect(asked(page, 'changeUser')[0]).toMatchObject({ params: { id: kesha.id }, body: { status: 'disabled' } })
  })

  it('stays where they are the last admin, and the page says why', async () => {
    const page = open({ changeUser: new ApiProblem({ code: 'last_admin', status: 409 }) }, at)
    fireEvent.click(await page.findByRole('button', { name: 'Disable' }))
    fireEvent.click(await page.findByRole('button', { name: 'Disable Kesha' }))
    await page.findByText('The last active admin must stay')
  })

  it('gets a new password of five characters at least', async () => {
    const page = open({ changeUser: kesha }, at)
    const field = await page.findByLabelText(/^New password/, { selector: 'input' })
    const button = page.getByRole('button', { name: 'Set the password' }) as HTMLButtonElement
    fireEvent.change(field, { target: { value: 'four' } })
    expect(button.disabled).toBe(true)
    fireEvent.change(field, { target: { value: 'feathers' } })
    fireEvent.click(button)
    fireEvent.click(await page.findByRole('button', { name: 'Set the password of Kesha' }))
    await page.findByText('The new password is set')
    expect(asked(page, 'changeUser')[0]?.body).toEqual({ password: 'feathers' })
  })

  it('who is not there is a problem, not a broken page', async () => {
    await open({ getUser: new ApiProblem({ code: 'not_found', status: 404 }) }, at).findByText('There is no such thing')
  })
})
