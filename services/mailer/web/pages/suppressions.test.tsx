import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'
import { mail, someone, suppression } from '../testing/samples.ts'

const open = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, {
    service: 'mailer',
    me: person({ role: 'accountant' }),
    at: '/suppressions',
    ...options,
    routes: {
      listSuppressions: { items: [suppression], next: null },
      listMails: { items: [mail()], next: null },
      listUsers: { items: [someone], next: null },
      ...options.routes,
    },
  })

it('shows each address with its person and what the server said, which leads to the letter', async () => {
  const page = open()
  const table = within(await page.findByRole('table', { name: 'Suppressed addresses' }))
  expect(table.getByText('gosha@popug.test')).toBeTruthy()
  expect(await table.findByText('Gosha')).toBeTruthy()
  const said = table.getByRole('link', { name: '550 5.1.1 no such user' })
  expect(said.getAttribute('href')).toBe(`/mailer/mails/${suppression.mailId}`)
})

it('lets letters go again after asking', async () => {
  const page = open({ routes: { liftSuppression: suppression } })
  fireEvent.click(await page.findByRole('button', { name: 'Let letters go' }))
  const dialog = within(await page.findByRole('dialog'))
  expect(page.asked.some(({ route }) => route === 'liftSuppression')).toBe(false)
  fireEvent.click(dialog.getByRole('button', { name: 'Let letters go to gosha@popug.test' }))
  expect(await page.findByText('Letters go to gosha@popug.test again')).toBeTruthy()
  expect(page.asked.find(({ route }) => route === 'liftSuppression')?.params).toEqual({ id: suppression.id })
})

it('tells of a refusal once', async () => {
  const page = open({ routes: { liftSuppression: new ApiProblem({ code: 'not_found', status: 404 }) } })
  fireEvent.click(await page.findByRole('button', { name: 'Let letters go' }))
  const dialog = within(await page.findByRole('dialog'))
  fireEvent.click(dialog.getByRole('button', { name: 'Let letters go to gosha@popug.test' }))
  await waitFor(() => expect(page.getAllByText('There is no such thing')).toHaveLength(1))
})

it('says when there are none, in Russian too', async () => {
  const page = open({ routes: { listSuppressions: { items: [], next: null } }, language: 'ru' })
  expect(await page.findByText(/Закрытых адресов нет/)).toBeTruthy()
})

it('is reached from the letters, by those who may', async () => {
  const page = open({ at: '/' })
  fireEvent.click(await page.findByRole('link', { name: 'Suppressed addresses' }))
  expect(await page.findByRole('table', { name: 'Suppressed addresses' })).toBeTruthy()
})

it('is neither offered nor shown to a performer', async () => {
  const me = person({ role: 'performer' })
  const letters = open({ at: '/', me })
  await letters.findByRole('table', { name: 'My letters' })
  expect(letters.queryByRole('link', { name: 'Suppressed addresses' })).toBeNull()
  letters.unmount()
  const page = open({ me })
  expect(await page.findAllByText('Your role may not do this')).not.toEqual([])
  expect(page.asked.some(({ route }) => route === 'listSuppressions')).toBe(false)
})
