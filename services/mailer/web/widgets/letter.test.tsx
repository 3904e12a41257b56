// @vitest-environment jsdom
import { WidgetSlot } from '@popug/ui-kit'
import { renderApp } from '@popug/ui-kit/testing'
import { waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import letter from './letter.tsx'

const slot = 'accounts/payout/v1'
const ids = ['01890a5d-ac96-774b-bcce-000000000001', '01890a5d-ac96-774b-bcce-000000000002']
const open = (listMails: unknown) =>
  renderApp(
    <>
      {ids.map((payoutId) => (
        <WidgetSlot key={payoutId} name={slot} context={{ payoutId, userId: 'u' }} />
      ))}
    </>,
    { service: 'accounts', widgets: [{ service: 'mailer', slot, widget: letter }], routes: { listMails } },
  )

it('tells of each payout what became of the letter that announced it, by one question', async () => {
  const page = open({
    items: [
      { id: 'one', payoutId: ids[0], status: 'sent' },
      { id: 'two', payoutId: ids[1], status: 'failed' },
    ],
    next: null,
  })
  expect((await page.findByRole('link', { name: 'Sent' })).getAttribute('href')).toBe('/mailer/mails/one')
  expect((await page.findByRole('link', { name: 'Failed' })).getAttribute('href')).toBe('/mailer/mails/two')
  const asked = page.asked.filter(({ route }) => route === 'listMails').map(({ query }) => query)
  expect(asked).toMatchObject([{ kind: 'payout_issued', limit: '2' }])
  expect(asked[0]?.payoutIds?.split(',').sort()).toEqual(ids)
})

it('says "not known yet" of a letter that is not written', async () => {
  const page = open({ items: [], next: null })
  await waitFor(() => expect(page.getAllByText('not known yet')).toHaveLength(2))
})
