// @vitest-environment jsdom
import { type Rule, ruleNames } from '@popug/contracts/rules.ts'
import { ApiProblem } from '@popug/ui-kit'
import { within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import en from '../../../../languages/en/accounts.json' with { type: 'json' }
import ru from '../../../../languages/ru/accounts.json' with { type: 'json' }
import { openAccounts } from '../testing/open-accounts.ts'

const rule = (name: Rule['name'], change: Partial<Rule>): Rule => ({
  name,
  value: null,
  minMinor: null,
  maxMinor: null,
  from: '2026-03-02T12:00:00.000Z',
  state: 'in_force',
  ...change,
})
const listRules = {
  currency: 'USD',
  items: [
    rule('fee', { minMinor: 2_000, maxMinor: 3_000, state: 'coming', from: '2026-03-03T12:00:00.000Z' }),
    rule('day_closing', { value: 'schedule' }),
    rule('least_payout', { minMinor: 500 }),
    rule('time_zone', { value: 'Europe/Madrid' }),
    rule('reward', { minMinor: 4_000, maxMinor: 4_000 }),
    rule('fee', { minMinor: 1_000, maxMinor: 2_000, from: '2026-03-01T12:00:00.000Z' }),
    rule('fee', { minMinor: 500, maxMinor: 600, state: 'past', from: '2026-02-01T12:00:00.000Z' }),
  ],
  next: null,
}

describe('the rules', () => {
  it('are shown with what counts, what comes, and what counted before', async () => {
    const page = openAccounts('admin', '/rules', { listRules })
    const now = within(await page.findByRole('table', { name: 'Now' }))
    const rows = now.getAllByRole('row').slice(1)
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^Fee of an assignment\$20\.00 – \$30\.00.*coming$/),
      expect.stringMatching(/^Closing of daysby the clock.*in force$/),
      expect.stringMatching(/^Least payout\$5\.00.*in force$/),
      expect.stringMatching(/^Time zone of the businessEurope\/Madrid.*in force$/),
      expect.stringMatching(/^Reward\$40\.00[^–]*in force$/),
      expect.stringMatching(/^Fee of an assignment\$10\.00 – \$20\.00.*in force$/),
    ])
    const before = within(page.getByRole('table', { name: 'Before' }))
    expect(before.getAllByRole('row')).toHaveLength(2)
  })

  it('are a link away from the company, for those who oversee it', async () => {
    const page = openAccounts('executive', '/')
    expect((await page.findByRole('link', { name: 'Rules' })).getAttribute('href')).toBe('/accounts/rules')
  })

  it('say what is wrong where they do not come, and are closed to others', async () => {
    const page = openAccounts('admin', '/rules', { listRules: new ApiProblem({ code: 'unavailable', status: 503 }) })
    await page.findByRole('alert')
    const other = openAccounts('manager', '/rules', { listRules })
    await other.findByText('Your role may not do this')
  })

  it.each([en, ru])('have a name in each language', ({ rules }) => {
    for (const name of ruleNames) expect(rules.name[name]).toBeTruthy()
  })
})
