import { ApiProblem } from '@popug/ui-kit'
import { renderApp } from '@popug/ui-kit/testing'
import { fireEvent } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'

const token = `01890a5d-ac96-774b-bcce-b302099a8057~${'a'.repeat(43)}`
const open = (options: Parameters<typeof renderApp>[1] = {}) =>
  renderApp(pages, { service: 'mailer', me: null, at: `/unsubscribe/${token}`, ...options })
const button = { name: 'Letters about payouts only' }

it('asks, and stops letters only when told to, without anybody signed in', async () => {
  const page = open({ routes: { unsubscribe: null } })
  const confirm = await page.findByRole('button', button)
  expect(page.asked.filter(({ route }) => route === 'unsubscribe')).toEqual([])
  fireEvent.click(confirm)
  expect((await page.findByRole('status')).textContent).toContain('Only letters about your payouts')
  expect(page.asked.filter(({ route }) => route === 'unsubscribe')).toMatchObject([{ params: { token } }])
  expect(page.getByRole('link', { name: 'Choose letters' }).getAttribute('href')).toBe('/mailer/choices')
  expect(page.leftFor).toEqual([])
})

it('says when the link is not valid any more, and where to choose instead', async () => {
  const page = open({ routes: { unsubscribe: new ApiProblem({ code: 'not_found', status: 404 }) } })
  fireEvent.click(await page.findByRole('button', button))
  expect((await page.findByRole('alert')).textContent).toContain('not valid any more')
})

it('offers another try where nobody answered, in Russian too', async () => {
  const page = open({ language: 'ru' })
  fireEvent.click(await page.findByRole('button', { name: 'Только письма о выплатах' }))
  expect(await page.findByRole('alert')).toBeTruthy()
  expect(page.getByRole('button', { name: 'Попробовать ещё раз' })).toBeTruthy()
})
