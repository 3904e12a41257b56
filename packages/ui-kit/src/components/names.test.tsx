// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { type FakeRequest, person, renderApp } from '../testing/index.tsx'
import { PersonName } from './names.tsx'

const id = (number: number): string => `01890a5d-ac96-774b-bcce-${String(number).padStart(12, '0')}`
const idsOf = (request: FakeRequest): string[] => request.query.ids?.split(',') ?? []

describe('names', () => {
  it('of many people are one request', async () => {
    const page = renderApp(
      <p>
        {[1, 2, 3, 2, 1].map((number, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same person stands in several places of a fixed list
          <PersonName key={place} id={id(number)} />
        ))}
      </p>,
      {
        routes: {
          listUsers: (request: FakeRequest) => ({
            items: idsOf(request).map((one) => ({ id: one, name: `Popug ${one.at(-1)}` })),
            next: null,
          }),
        },
      },
    )
    expect(await page.findAllByText('Popug 2')).toHaveLength(2)
    const asked = page.asked.filter(({ route }) => route === 'listUsers')
    expect(asked.map(idsOf)).toEqual([[id(1), id(2), id(3)]])
    expect(asked[0]?.query.limit).toBe('3')
  })

  it('of oneself is known without asking', async () => {
    const page = renderApp(<PersonName id={person().id} />)
    await page.findByText('Kesha Popug')
  })

  it('nobody knows are a short id', async () => {
    const page = renderApp(<PersonName id={id(77)} />, { routes: { listUsers: { items: [], next: null } } })
    expect((await page.findByText('00000077')).title).toBe(id(77))
  })

  it('are not known yet while the neighbour is silent', async () => {
    const page = renderApp(<PersonName id={id(5)} />)
    await page.findByText('not known yet')
  })
})
