// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { notifyDone } from '../components/notify.tsx'
import { renderApp } from '../testing/index.tsx'

describe('toasts', () => {
  it('show what was said before their place was fetched', async () => {
    const page = renderApp(<p>A page</p>)
    notifyDone('Closed. +31.20 on your account')
    expect(page.queryByText('Closed. +31.20 on your account')).toBeNull()
    await page.findByText('Closed. +31.20 on your account')
  })
})
