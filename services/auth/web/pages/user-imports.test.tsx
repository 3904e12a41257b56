// @vitest-environment jsdom
import { type UserImport, userLineReasons } from '@popug/contracts/user-imports.ts'
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import en from '../../../../languages/en/auth.json' with { type: 'json' }
import Invitation from './invitation.tsx'
import UserImportPage from './user-import.tsx'
import UserImports from './user-imports.tsx'
import { UserInvitation } from './user-invitation.tsx'

const report: UserImport = {
  id: '01890a5d-ac96-774b-bcce-b302099a0011',
  status: 'done',
  total: 3,
  created: 2,
  refused: [{ line: 4, reason: 'email_taken' }],
  withoutPassword: 2,
  createdAt: '2026-01-02T10:00:00.000Z',
}
const pages = [
  { path: '/imports', page: UserImports },
  { path: '/imports/$id', page: UserImportPage },
]
const app = { service: 'auth', me: person({ role: 'admin' }) } as const
const page = (routes: FakeRoutes, at = '/imports', language: 'en' | 'ru' = 'en') =>
  renderApp(pages, { ...app, at, language, routes })

describe('an import of people', () => {
  it('sends the chosen file as it is, and its report opens with the refused lines', async () => {
    const shown = page({
      listUserImports: { items: [], next: null },
      createUserImport: { ...report, status: 'waiting', created: 0 },
      getUserImport: report,
    })
    await shown.findByText('Nobody has been imported yet.')
    const input = document.querySelector('input[type=file]') as HTMLInputElement
    const csv = 'email,name,role\n'
    fireEvent.change(input, { target: { files: [new File([csv], 'people.csv', { type: 'text/csv' })] } })
    await waitFor(() => expect(shown.address()).toBe(`/auth/imports/${report.id}`))
    expect(shown.asked.find(({ route }) => route === 'createUserImport')?.body).toBe(csv)
    await shown.findByText('2 of 2 registered')
    await shown.findByText('Somebody has this email already')
  })

  it('makes the links of those who have no password, for a file', async () => {
    const shown = page(
      { getUserImport: report, inviteImported: 'email,name,link,expiresAt\n' },
      `/imports/${report.id}`,
      'ru',
    )
    await shown.findByText(/У 2 человек ещё нет пароля/)
    fireEvent.click(await shown.findByRole('button', { name: 'Создать ссылки для 2 человек' }))
    await waitFor(() => expect(shown.asked.some(({ route }) => route === 'inviteImported')).toBe(true))
  })

  it('has no links to make when everyone has a password', async () => {
    const shown = page({ getUserImport: { ...report, withoutPassword: 0 } }, `/imports/${report.id}`)
    await shown.findByText('Everyone has chosen a password.')
    expect(shown.queryByRole('button', { name: /Make/ })).toBeNull()
  })

  it('has words for every reason', () => {
    for (const reason of userLineReasons) expect(Object.keys(en.refused)).toContain(reason)
  })
})

it('a link for one person is shown once, after asking', async () => {
  const link = `http://localhost/auth/invitation#${'x'.repeat(43)}`
  const user = { id: report.id, login: 'rio', name: 'Rio', role: 'manager', status: 'active' } as const
  const shown = renderApp(<UserInvitation user={user} />, {
    ...app,
    routes: { inviteUser: { userId: user.id, email: 'rio@x.test', name: 'Rio', link, expiresAt: report.createdAt } },
  })
  fireEvent.click(await shown.findByRole('button', { name: 'Make the link' }))
  expect(shown.asked.some(({ route }) => route === 'inviteUser')).toBe(false)
  const dialog = within(await shown.findByRole('dialog', { name: 'Make a link for Rio?' }))
  fireEvent.click(dialog.getByRole('button', { name: 'Make the link' }))
  expect(((await shown.findByLabelText('The link')) as HTMLInputElement).value).toBe(link)
})

describe('the page of an invitation', () => {
  const secret = 'x'.repeat(43)
  const open = (hash: string, routes: FakeRoutes) => {
    globalThis.location.hash = hash
    return renderApp([{ path: '/invitation', page: Invitation, public: true }], {
      ...app,
      me: null,
      at: '/invitation',
      routes,
    })
  }
  afterEach(() => {
    globalThis.location.hash = ''
  })
  const known = { name: 'Rio', email: 'rio@x.test', expiresAt: report.createdAt }

  it('takes a password and leads to the sign-in', async () => {
    const shown = open(secret, { readInvitation: known, acceptInvitation: undefined })
    await shown.findByText(/^Rio, choose the password/)
    const field = shown.getByLabelText(/^Password/)
    fireEvent.change(field, { target: { value: 'four' } })
    fireEvent.click(shown.getByRole('button', { name: 'Keep the password' }))
    expect(shown.asked.some(({ route }) => route === 'acceptInvitation')).toBe(false)
    fireEvent.change(field, { target: { value: 'feathers' } })
    fireEvent.click(shown.getByRole('button', { name: 'Keep the password' }))
    await waitFor(() => expect(shown.leftFor).toEqual(['/auth/']))
    const sent = shown.asked.find(({ route }) => route === 'acceptInvitation')
    expect(sent?.body).toEqual({ secret, password: 'feathers' })
  })

  it.each([
    ['is used', secret],
    ['is cut', 'abc'],
    ['is missing', ''],
  ])('says what to do where the link %s', async (_how, hash) => {
    const shown = open(hash, { readInvitation: () => new ApiProblem({ code: 'invitation_over', status: 410 }) })
    await shown.findByText(/ask an administrator for another one/)
  })
})
