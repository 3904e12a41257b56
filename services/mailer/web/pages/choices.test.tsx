import { ApiProblem } from '@popug/ui-kit'
import { person, renderApp } from '@popug/ui-kit/testing'
import { fireEvent, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { pages } from '../pages.ts'

const [others, notes] = ['Other letters too', 'A letter when tasks are given to me']
const open = (chosen: object, options: Parameters<typeof renderApp>[1] = {}) => {
  let now = { notes: false, payoutsOnly: false, ...chosen }
  return renderApp(pages, {
    service: 'mailer',
    me: person(),
    at: '/choices',
    ...options,
    routes: {
      getMyChoices: () => now,
      changeMyChoices: ({ body }: { body?: unknown }) => {
        now = { ...now, ...(body as object) }
        return now
      },
      ...options.routes,
    },
  })
}
type Page = ReturnType<typeof open>
const toggle = async (page: Page, name: string) => (await page.findByRole('switch', { name })) as HTMLInputElement
const bodies = ({ asked }: Page) => asked.filter(({ route }) => route === 'changeMyChoices').map(({ body }) => body)

it('asks for notes, and shows what was kept', async () => {
  const page = open({})
  expect((await toggle(page, notes)).checked).toBe(false)
  fireEvent.click(await toggle(page, notes))
  expect(await page.findByText('Your choice is kept')).toBeTruthy()
  await waitFor(async () => expect((await toggle(page, notes)).checked).toBe(true))
  expect(bodies(page)).toEqual([{ notes: true }])
})

it('who gets letters about payouts alone is offered the others again, and chooses among them after that', async () => {
  const page = open({ notes: true, payoutsOnly: true })
  expect(await toggle(page, notes)).toMatchObject({ checked: false, disabled: true })
  expect((await toggle(page, others)).checked).toBe(false)
  fireEvent.click(await toggle(page, others))
  await waitFor(async () => expect(await toggle(page, notes)).toMatchObject({ checked: true, disabled: false }))
  expect(bodies(page)).toEqual([{ payoutsOnly: false }])
})

it('tells of a refusal, and shows what still holds', async () => {
  const page = open({}, { routes: { changeMyChoices: new ApiProblem({ code: 'unavailable', status: 503 }) } })
  fireEvent.click(await toggle(page, notes))
  expect(await page.findByRole('alert')).toBeTruthy()
  expect((await toggle(page, notes)).checked).toBe(false)
})

it('is reached from the letters by everyone, in Russian too', async () => {
  const page = open({}, { at: '/', language: 'ru', routes: { listMails: { items: [], next: null } } })
  fireEvent.click(await page.findByRole('link', { name: 'Что мне приходит' }))
  expect(await page.findByText('Письма о выплатах приходят всегда.')).toBeTruthy()
})
