// @vitest-environment jsdom
import { languages } from '@popug/contracts/roles.ts'
import { fireEvent } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { Page } from '../components/page.tsx'
import * as kit from '../index.ts'
import { drawnIn } from '../testing/drawn-in.ts'
import { renderApp } from '../testing/index.tsx'
import { Gallery } from './gallery.tsx'

/** Exports of the kit that are components by their name, and the class that is none. */
const components = Object.entries(kit).filter(([name]) => /^[A-Z]/.test(name) && name !== 'ApiProblem')

/** A text that is missing shows its key. */
const keys = /\b(?:state|sample|group|section|width|colour)\.[\w.]+/g

// Hundreds of parts take a while to draw, so each language is drawn once and looked at from all sides.
describe('the gallery', () => {
  it.each(languages)('shows every component that the kit exports, without asking anybody: %s', async (language) => {
    const page = renderApp(
      <Page title="Gallery">
        <Gallery />
      </Page>,
      { language },
    )
    // The parts are fetched when the gallery is opened, and drawn at once.
    await page.findAllByRole('heading', { level: 2 })
    const drawn = drawnIn(page.container)
    expect(components.length).toBeGreaterThan(20)
    expect(components.filter(([, component]) => !drawn.has(component)).map(([name]) => name)).toEqual([])
    expect([...document.body.innerHTML.matchAll(keys)].map(([key]) => key)).toEqual([])
    expect(page.asked.map(({ route }) => route)).toEqual(['getSession'])

    fireEvent.click(page.getByRole('radio', { name: '360 px' }))
    await expect.poll(page.address).toContain('width=phone')
  })
})
