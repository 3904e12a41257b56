// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import Profile from './profile.tsx'

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
const session = (id: number, current: boolean, device: string) => ({
  id: `01890a5d-ac96-774b-bcce-b302099a800${id}`,
  createdAt: ago(100),
  seenAt: ago(1),
  expiresAt: ago(-1_000),
  device,
  current,
})
const sessions = [
  session(1, true, 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0'),
  session(2, false, 'curl/8.0'),
]
const open = (routes: FakeRoutes = {}) =>
  renderApp(<Profile />, {
    service: 'auth',
    routes: {
      listSessions: { items: sessions, next: null },
      listApiTokens: { items: [], next: null },
      ...routes,
    },
  })
const asked = (page: ReturnType<typeof open>, route: string) => page.asked.find((request) => request.route === route)

describe('the profile', () => {
  it('saves another name', async () => {
    const page = open({ changeMe: person({ name: 'Иннокентий' }) })
    const name = await page.findByLabelText(/^Name/)
    const save = page.getByRole('button', { name: 'Save' }) as HTMLButtonElement
    expect(save.disabled).toBe(true)
    fireEvent.change(name, { target: { value: ' Иннокентий ' } })
    fireEvent.click(save)
    await page.findByText('Saved')
    expect(asked(page, 'changeMe')?.body).toEqual({ name: 'Иннокентий' })
  })

  it('changes the password, or says at the field that the old one is wrong', async () => {
    let right = false
    const page = open({
      changeMe: () => (right ? person() : new ApiProblem({ code: 'wrong_credentials', status: 401 })),
    })
    const type = (label: RegExp, value: string) => fireEvent.change(page.getByLabelText(label), { target: { value } })
    await page.findByLabelText(/^Password now/)
    type(/^Password now/, 'gopup')
    type(/^New password/, 'feathers')
    fireEvent.click(page.getByRole('button', { name: 'Change the password' }))
    await page.findByText('This is not your password')
    right = true
    type(/^Password now/, 'popug')
    fireEvent.click(page.getByRole('button', { name: 'Change the password' }))
    await page.findByText(/All other sessions have ended/)
    expect(page.asked.filter(({ route }) => route === 'changeMe').map(({ body }) => body)).toEqual([
      { oldPassword: 'gopup', password: 'feathers' },
      { oldPassword: 'popug', password: 'feathers' },
    ])
    expect((page.getByLabelText(/^New password/) as HTMLInputElement).value).toBe('')
  })
})

describe('the sessions', () => {
  it('name their devices, and every other one can be ended', async () => {
    const page = open({ revokeSession: undefined })
    const here = (await page.findByText('Firefox on Linux')).closest('tr') as HTMLElement
    const there = page.getByText('curl/8.0').closest('tr') as HTMLElement
    expect(within(here).getByText('this one')).toBeTruthy()
    expect(within(here).queryByRole('button')).toBeNull()
    fireEvent.click(within(there).getByRole('button', { name: 'End' }))
    await page.findByText('The session has ended')
    expect(asked(page, 'revokeSession')?.params).toEqual({ id: sessions[1]?.id })
  })

  it('end all together after asking, and the sign-in page opens', async () => {
    const page = open({ revokeSessions: undefined })
    fireEvent.click(await page.findByRole('button', { name: 'End all sessions' }))
    expect(asked(page, 'revokeSessions')).toBeUndefined()
    fireEvent.click(await page.findByRole('button', { name: 'End all sessions and sign out' }))
    await waitFor(() => expect(page.leftFor).toEqual(['/auth/']))
  })
})
