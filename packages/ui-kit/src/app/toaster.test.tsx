// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../client/problem.ts'
import { notifyDone, notifyUnlessShown } from '../components/notify.tsx'
import { renderApp } from '../testing/index.tsx'

describe('toasts', () => {
  it('show what was said before their place was fetched', async () => {
    const page = renderApp(<p>A page</p>)
    notifyDone('Closed. +31.20 on your account')
    expect(page.queryByText('Closed. +31.20 on your account')).toBeNull()
    await page.findByText('Closed. +31.20 on your account')
  })

  it('tell what a form refused, unless it stands at a field of that form', async () => {
    const page = renderApp(<p>A page</p>)
    const faulty = (field: string, message: string) =>
      new ApiProblem({ code: 'invalid', status: 400, errors: [{ path: `/body/${field}`, message }] })
    notifyUnlessShown(faulty('title', 'is too long'), ['title', 'key'])
    notifyUnlessShown(faulty('language', 'is not known here'), ['title', 'key'])
    await page.findByText(/is not known here/)
    notifyUnlessShown(new ApiProblem({ code: 'no_performers', status: 409 }), ['title', 'key'])
    await page.findByText('There is no active performer to give the task to')
    expect(page.queryByText(/is too long/)).toBeNull()
  })
})
