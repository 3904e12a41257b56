// @vitest-environment jsdom
import type { Role } from '@popug/contracts/roles.ts'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { PageLink } from '../app/links.tsx'
import { ApiProblem } from '../client/problem.ts'
import { Page } from '../components/page.tsx'
import { useText } from '../i18n/text.ts'
import { type FakeRequest, person, renderApp } from '../testing/index.tsx'

const Hello = () => {
  const text = useText()
  return (
    <Page title={text('title')} actions={<button type="button">act</button>}>
      {text('tasks', { count: 2 })}
    </Page>
  )
}
const locales = {
  en: { title: 'Hello', tasks_one: '{{count}} task', tasks_other: '{{count}} tasks' },
  ru: {
    title: 'Привет',
    tasks_one: '{{count}} задача',
    tasks_few: '{{count}} задачи',
    tasks_many: '',
    tasks_other: '',
  },
}
const everyone = ['/tasks/', '/accounts/', '/billing/', '/mailer/']

describe('the rail', () => {
  it.each<[Role, string[], string]>([
    ['performer', everyone, 'My tasks'],
    ['manager', everyone, 'Tasks'],
    ['accountant', everyone, 'Tasks'],
    ['executive', [...everyone, '/analytics/'], 'Tasks'],
    ['admin', [...everyone, '/analytics/', '/auth/users', '/auth/operations'], 'Tasks'],
  ])('of %s leads to %j', async (role, hrefs, first) => {
    const page = renderApp(<Hello />, { me: person({ role }), locales })
    await page.findByRole('heading', { name: 'Hello' })
    const links = within(page.getByRole('list')).getAllByRole('link')
    expect(links.map((link) => link.getAttribute('href'))).toEqual(hrefs)
    expect(links[0]?.textContent).toBe(first)
    expect(links.map((link) => link.getAttribute('aria-current')).filter(Boolean)).toEqual(['page'])
    expect(links[0]?.getAttribute('aria-current')).toBe('page')
  })
})

describe('a page in the shell', () => {
  it('has landmarks, a way past them, and its title and action in the header', async () => {
    const page = renderApp(<Hello />, { locales })
    const header = await page.findByRole('banner')
    await within(header).findByRole('heading', { level: 1, name: 'Hello' })
    within(header).getByRole('button', { name: 'act' })
    expect(page.getByRole('main').textContent).toBe('2 tasks')
    expect(page.getByRole('link', { name: 'To the content' }).getAttribute('href')).toBe('#content')
    page.getByRole('navigation', { name: 'Services' })
    expect(document.title).toBe('Hello · Popug')
  })

  it('sends who is not signed in to sign in', async () => {
    const page = renderApp(<Hello />, { me: null })
    await waitFor(() => expect(page.leftFor).toEqual([`/auth/?next=${encodeURIComponent(window.location.pathname)}`]))
    expect(page.queryByRole('heading', { name: 'Hello' })).toBeNull()
  })

  it('shows a public page to nobody in particular', async () => {
    const page = renderApp([{ path: '/', public: true, page: () => <p>Who is there?</p> }], { me: null })
    await page.findByText('Who is there?')
    expect(page.leftFor).toEqual([])
  })

  it('is closed to other roles', async () => {
    const pages = [{ path: '/', roles: ['admin'] as const, page: () => <p>secrets</p> }]
    const page = renderApp(pages, { me: person({ role: 'manager' }) })
    expect((await page.findByRole('alert')).textContent).toContain('Your role may not do this')
    expect(page.queryByText('secrets')).toBeNull()
  })

  it('changes inside the frame, which stays', async () => {
    const pages = [
      { path: '/', page: () => <PageLink to="/second">on</PageLink> },
      { path: '/second', load: async () => ({ default: () => <p>the second page</p> }) },
    ]
    const page = renderApp(pages)
    const link = await page.findByRole('link', { name: 'on' })
    const header = page.getByRole('banner')
    expect(link.getAttribute('href')).toBe('/tasks/second')
    fireEvent.click(link)
    await page.findByText('the second page')
    expect(page.getByRole('banner')).toBe(header)
    expect(page.asked.filter(({ route }) => route === 'getSession')).toHaveLength(1)
  })

  it('says so where auth is silent, and sends nobody away', async () => {
    const silence = new ApiProblem({ code: 'unavailable', status: 503 })
    const page = renderApp(<Hello />, { routes: { getSession: silence } })
    expect((await page.findByRole('alert')).textContent).toContain('This does not answer right now')
    expect(page.leftFor).toEqual([])
  })

  it('says that an address leads nowhere', async () => {
    await renderApp(<Hello />, { at: '/nowhere/at/all' }).findByText('There is no such page.')
  })
})

describe('the person', () => {
  it('reads their own language whatever the browser’s is', async () => {
    const page = renderApp(<Hello />, { me: person({ language: 'ru' }), locales, language: 'en' })
    await page.findByRole('heading', { name: 'Привет' })
    expect(document.documentElement.lang).toBe('ru')
  })

  it('switches the language at once, and it is kept', async () => {
    const changeMe = ({ body }: FakeRequest) => ({ ...person(), ...(body as object) })
    const page = renderApp(<Hello />, { locales, routes: { changeMe } })
    await page.findByText('2 tasks')
    fireEvent.click(page.getByRole('radio', { name: 'RU' }))
    await page.findByText('2 задачи')
    expect(document.documentElement.lang).toBe('ru')
    await waitFor(() => expect(page.asked.at(-1)).toMatchObject({ route: 'changeMe', body: { language: 'ru' } }))
  })

  it('sees who they are, and signs out', async () => {
    const page = renderApp(<Hello />, { locales, me: person({ role: 'accountant' }), routes: { signOut: undefined } })
    fireEvent.click(await page.findByRole('button', { name: /Kesha Popug/ }))
    await page.findByText('Accountant')
    expect(page.getByRole('menuitem', { name: 'My profile' }).getAttribute('href')).toBe('/auth/profile')
    fireEvent.click(page.getByRole('menuitem', { name: 'Sign out' }))
    await waitFor(() => expect(page.leftFor).toEqual(['/auth/']))
    expect(page.asked.map(({ route }) => route)).toContain('signOut')
  })
})
