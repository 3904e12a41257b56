// @vitest-environment jsdom
import { ApiProblem } from '@popug/ui-kit'
import { type FakeRoutes, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { OwnTokens } from './own-tokens.tsx'

const at = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()
const token = (id: number, change: object = {}) => ({
  id: `01890a5d-ac96-774b-bcce-b302099a800${id}`,
  name: `Script ${id}`,
  hint: 'popug_ab12',
  scopes: ['tasks:read', 'tasks:write'],
  createdAt: at(-10),
  expiresAt: at(20),
  usedAt: null,
  ...change,
})
const open = (routes: FakeRoutes = {}, language: 'en' | 'ru' = 'en') =>
  renderApp(<OwnTokens />, { service: 'auth', language, routes })
const asked = (page: ReturnType<typeof open>, route: string) => page.asked.filter((request) => request.route === route)

describe('the tokens', () => {
  it('tell what each may do, when it was used, and which are over', async () => {
    const page = open({
      listApiTokens: { items: [token(1), token(2, { expiresAt: at(-1), usedAt: at(-2) })], next: null },
    })
    const first = (await page.findByText('Script 1')).closest('tr') as HTMLElement
    expect(within(first).getByText('popug_ab12… · tasks:read, tasks:write')).toBeTruthy()
    expect(within(first).getByText('Never')).toBeTruthy()
    expect(within(page.getByText('Script 2').closest('tr') as HTMLElement).getByText('Over')).toBeTruthy()
  })

  it('are ended one by one, after asking', async () => {
    const page = open({ listApiTokens: { items: [token(1)], next: null }, revokeApiToken: undefined })
    fireEvent.click(await page.findByRole('button', { name: 'End' }))
    expect(asked(page, 'revokeApiToken')).toEqual([])
    fireEvent.click(await page.findByRole('button', { name: 'End “Script 1”' }))
    await page.findByText('“Script 1” has ended')
    expect(asked(page, 'revokeApiToken')[0]?.params).toEqual({ id: token(1).id })
  })

  it('say in Russian that there are none', async () => {
    await open({ listApiTokens: { items: [], next: null } }, 'ru').findByText('У вас нет токенов.')
  })
})

describe('a new token', () => {
  it('needs a name and a scope, and is shown once', async () => {
    const secret = `popug_${'x'.repeat(43)}`
    const page = open({ listApiTokens: { items: [], next: null }, createApiToken: { ...token(1), token: secret } })
    fireEvent.click(await page.findByRole('button', { name: 'New token' }))
    const make = (await page.findByRole('button', { name: 'Make the token' })) as HTMLButtonElement
    fireEvent.change(page.getByLabelText(/^Name/), { target: { value: 'Nightly' } })
    expect(make.disabled).toBe(true)
    fireEvent.click(page.getByLabelText('Tasks: read'))
    fireEvent.click(page.getByLabelText('People: change'))
    fireEvent.click(make)
    const shown = (await page.findByLabelText('Your token')) as HTMLInputElement
    expect(shown.value).toBe(secret)
    expect(asked(page, 'createApiToken')[0]?.body).toEqual({
      name: 'Nightly',
      scopes: ['tasks:read', 'auth:write'],
      expiresInDays: 30,
    })
    fireEvent.click(page.getByRole('button', { name: 'I have kept it' }))
    await waitFor(() => expect(page.queryByLabelText('Your token')).toBeNull())
    fireEvent.click(page.getByRole('button', { name: 'New token' }))
    expect(((await page.findByLabelText(/^Name/)) as HTMLInputElement).value).toBe('')
  })

  it('beyond the twentieth is refused with what to do', async () => {
    const refusal = () => new ApiProblem({ code: 'too_many_tokens', status: 409 })
    const page = open({ listApiTokens: { items: [], next: null }, createApiToken: refusal })
    fireEvent.click(await page.findByRole('button', { name: 'New token' }))
    fireEvent.change(await page.findByLabelText(/^Name/), { target: { value: 'Nightly' } })
    fireEvent.click(page.getByLabelText('Tasks: read'))
    fireEvent.click(page.getByRole('button', { name: 'Make the token' }))
    await page.findByText(/There are too many API tokens/)
  })

  it('with a fault at what has no place for it is refused in words, too', async () => {
    const errors = [
      { path: '/body/expiresInDays', message: 'must be <= 365', code: 'too_great', params: { limit: 365 } },
    ]
    const page = open({
      listApiTokens: { items: [], next: null },
      createApiToken: () => new ApiProblem({ code: 'invalid', status: 400, errors } as never),
    })
    fireEvent.click(await page.findByRole('button', { name: 'New token' }))
    fireEvent.change(await page.findByLabelText(/^Name/), { target: { value: 'Nightly' } })
    fireEvent.click(page.getByLabelText('Tasks: read'))
    fireEvent.click(page.getByRole('button', { name: 'Make the token' }))
    await page.findByText(/At most 365/)
  })
})
