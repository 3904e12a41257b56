// @vitest-environment jsdom
import { fireEvent, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { ApiProblem } from '../client/problem.ts'
import { renderApp } from '../testing/index.tsx'
import { ConfirmButton } from './confirm-button.tsx'

it('asks first, naming what and how many; a failure leaves the question open', async () => {
  const done: string[] = []
  let fails = true
  const page = renderApp(
    <ConfirmButton
      title="Reassign?"
      what="87 tasks go to other people"
      confirm="Reassign 87 tasks"
      onConfirm={async () => {
        done.push('asked')
        if (fails) throw new ApiProblem({ code: 'no_performers', status: 409 })
      }}
    >
      Reassign
    </ConfirmButton>,
  )
  fireEvent.click(await page.findByRole('button', { name: 'Reassign' }))
  expect((await page.findByRole('dialog', { name: 'Reassign?' })).textContent).toContain('87 tasks go to other people')
  expect(done).toEqual([])
  fireEvent.click(page.getByRole('button', { name: 'Reassign 87 tasks' }))
  await page.findByText('There is no active performer to give the task to')
  expect(page.queryByRole('dialog', { name: 'Reassign?' })).not.toBeNull()
  fails = false
  fireEvent.click(page.getByRole('button', { name: 'Reassign 87 tasks' }))
  await waitFor(() => expect(page.queryByRole('dialog', { name: 'Reassign?' })).toBeNull())
  expect(done).toHaveLength(2)
})
