// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRoutes, person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { SignIn } from './sign-in.tsx'

const installation = { demo: false, currency: 'USD', timeZone: 'UTC' }
const open = (routes: FakeRoutes = {}, me: ReturnType<typeof person> | null = null, language: 'en' | 'ru' = 'en') =>
  renderApp([{ path: '/', page: SignIn, public: true }], {
    me,
    service: 'auth',
    language,
    routes: { getInstallation: installation, ...routes },
  })
const fill = async (page: ReturnType<typeof open>) => {
  fireEvent.change(await page.findByLabelText(/Email/), { target: { value: 'kesha@popug.test' } })
  fireEvent.change(page.getByLabelText(/^Password/), { target: { value: 'popug' } })
  fireEvent.click(page.getByRole('button', { name: 'Sign in' }))
}
const answer = (role: 'performer' | 'accountant' | 'executive') => ({
  user: person({ role }),
  expiresAt: new Date(Date.now() + 300_000).toISOString(),
})

afterEach(() => window.history.replaceState(null, '', '/'))

describe('signing in', () => {
  it('asks auth and leads to where the day begins', async () => {
    const page = open({ signIn: answer('accountant') })
    await fill(page)
    await waitFor(() => expect(page.leftFor).toEqual(['/accounts/']))
    const asked = page.asked.find(({ route }) => route === 'signIn')
    expect(asked?.body).toEqual({ email: 'kesha@popug.test', password: 'popug' })
  })

  it.each([
    ['/tasks/01?x=1#y', '/tasks/01?x=1#y'],
    ['//evil.example/', '/tasks/'],
    ['https://evil.example/', '/tasks/'],
    ['/\\evil.example/', '/tasks/'],
    ['javascript:alert(1)', '/tasks/'],
  ])('with next=%s leads to %s', async (next, address) => {
    window.history.replaceState(null, '', `/auth/?next=${encodeURIComponent(next)}`)
    const page = open({ signIn: answer('performer') })
    await fill(page)
    await waitFor(() => expect(page.leftFor).toEqual([address]))
  })

  it('is passed by for who is signed in already', async () => {
    const page = open({}, person({ role: 'performer' }))
    await waitFor(() => expect(page.leftFor).toEqual(['/tasks/']))
    expect(page.queryByLabelText(/Email/)).toBeNull()
  })

  it('says what was wrong, keeps the email and empties the password', async () => {
    const page = open({ signIn: new ApiProblem({ code: 'wrong_credentials', status: 401 }) })
    await fill(page)
    expect((await page.findByRole('alert')).textContent).toContain('Wrong email or password')
    expect((page.getByLabelText(/Email/) as HTMLInputElement).value).toBe('kesha@popug.test')
    expect((page.getByLabelText(/^Password/) as HTMLInputElement).value).toBe('')
    expect(page.leftFor).toEqual([])
  })

  it.each([
    [7, 'Try again in 7 seconds.'],
    [870, 'Try again in 15 minutes.'],
  ])('says for how long to wait: %d s', async (seconds, words) => {
    const detail = `Too many attempts, try again in ${seconds} s`
    const page = open({ signIn: new ApiProblem({ code: 'too_many_attempts', status: 429, detail }) })
    await fill(page)
    expect((await page.findByRole('alert')).textContent).toContain(words)
  })
})

describe('the demo people', () => {
  it('fill in the form', async () => {
    const page = open({ getInstallation: { ...installation, demo: true } })
    fireEvent.click(await page.findByRole('button', { name: 'kesha' }))
    expect((page.getByLabelText(/Email/) as HTMLInputElement).value).toBe('kesha@popug.test')
    expect((page.getByLabelText(/^Password/) as HTMLInputElement).value).toBe('popug')
  })

  it('are not shown elsewhere', async () => {
    const page = open()
    await page.findByLabelText(/Email/)
    await waitFor(() => expect(page.asked.some(({ route }) => route === 'getInstallation')).toBe(true))
    expect(page.queryByRole('button', { name: 'kesha' })).toBeNull()
  })
})

it('speaks Russian', async () => {
  const page = open({}, null, 'ru')
  await page.findByRole('button', { name: 'Войти' })
})
