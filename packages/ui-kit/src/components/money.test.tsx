// @vitest-environment jsdom
import type { ReactNode } from 'react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../testing/index.tsx'
import { Money } from './money.tsx'

const shown = async (element: ReactNode, language: 'en' | 'ru' = 'en') => {
  const page = renderApp(<div data-testid="here">{element}</div>, { language })
  const here = await page.findByTestId('here')
  return { text: here.textContent?.replaceAll('\u00a0', ' '), tone: here.firstElementChild?.getAttribute('data-tone') }
}

describe('Money', () => {
  it.each([
    [123456, false, '$1,234.56', 'plain'],
    [123456, true, '+$1,234.56', 'gain'],
    [-5, false, '−$0.05', 'debt'],
    [-5, true, '−$0.05', 'debt'],
    [0, true, '$0.00', 'zero'],
  ])('%d, signed: %s', async (minor, signed, text, tone) => {
    expect(await shown(<Money minor={minor} currency="USD" signed={signed} />)).toEqual({ text, tone })
  })

  it('follows the language and the currency’s digits', async () => {
    expect((await shown(<Money minor={-123456} currency="RUB" />, 'ru')).text).toBe('−1 234,56 ₽')
    expect((await shown(<Money minor={500} currency="JPY" />)).text).toBe('¥500')
  })

  it('asks accounts for the currency, once, where the answer at hand does not tell', async () => {
    const amounts = (
      <>
        <Money minor={100} />
        <Money minor={250} />
      </>
    )
    const page = renderApp(amounts, { routes: { getMyAccount: { currency: 'EUR', balanceMinor: 0 } } })
    await page.findByText((_, element) => element?.textContent === '€2.50')
    expect(page.asked.filter(({ route }) => route === 'getMyAccount')).toHaveLength(1)
  })

  it('shows no figure while nobody knows its currency', async () => {
    const page = renderApp(<Money minor={100} />)
    await page.findByText('not known yet')
    expect(page.container.textContent).not.toContain('1.00')
  })
})
