// @vitest-environment jsdom
import { type Language, languages } from '@popug/contracts/roles.ts'
import { WidgetSlot } from '@popug/ui-kit'
import { renderApp } from '@popug/ui-kit/testing'
import { within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { account, fee, gosha, kesha, list } from '../testing/open-accounts.ts'
import costs from './task-costs.tsx'

const taskId = fee.taskId as string
const prices = { items: [{ taskId, feeMinor: 1_234, rewardMinor: 3_120 }], next: null }
const rows = list(
  { ...fee, id: '19', userId: gosha, kind: 'reward', amountMinor: 3_120 },
  { ...fee, id: '18', userId: gosha },
  { ...fee, id: '17', userId: kesha },
)
const people = list({ id: kesha, name: 'Kesha' }, { id: gosha, name: 'Gosha' })
const open = (routes: Record<string, unknown>, language: Language = 'en') =>
  renderApp(<WidgetSlot name="tasks/task/v1" context={{ taskId }} as="blocks" />, {
    service: 'tasks',
    language,
    widgets: [{ service: 'accounts', slot: 'tasks/task/v1', widget: costs }],
    routes: { getMyAccount: account, listUsers: people, ...routes },
  })

describe('what a task costs and earns', () => {
  it('is told by price, and by performer as far as the ledger shows it', async () => {
    const page = open({ listTaskCosts: prices, listTransactions: rows })
    const table = within(await page.findByRole('table', { name: 'Charged and credited for this task' }))
    await table.findAllByText('Gosha')
    expect(
      table
        .getAllByRole('row')
        .slice(1)
        .map(({ textContent }) => textContent),
    ).toEqual([
      expect.stringMatching(/^GoshaReward.*\+\D*31\.20/),
      expect.stringMatching(/^GoshaFee.*−\D*12\.34/),
      expect.stringMatching(/^KeshaFee.*−\D*12\.34/),
    ])
    const region = page.getByRole('region', { name: 'What it costs and earns' })
    expect(region.textContent).toContain('Reward for closing')
    expect(page.asked.find(({ route }) => route === 'listTransactions')?.query).toEqual({ taskId })
  })

  it('is its prices alone for who sees no rows', async () => {
    const page = open({ listTaskCosts: prices, listTransactions: list() })
    await page.findByText('Fee for each assignment')
    expect(page.queryByRole('table')).toBeNull()
  })

  it('is not known yet while Accounts has not heard of the task', async () => {
    const page = open({ listTaskCosts: list(), listTransactions: list() })
    await page.findByText('not known yet')
    expect(page.queryByRole('button', { name: 'not known yet' })).toBeNull()
  })

  it('is quiet while Accounts does not answer', async () => {
    await open({}).findByRole('button', { name: 'not known yet' })
  })

  it.each(languages)('has its words in %s', async (language) => {
    const page = open({ listTaskCosts: prices, listTransactions: rows }, language)
    await page.findByRole('table')
    expect(page.container.textContent).not.toMatch(/\b(title|fee|reward|kinds|person)\b/)
  })
})
