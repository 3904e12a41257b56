import { expect, it } from 'vitest'
import type { PriceRule } from './pricing.ts'
import { ruleHistory, ruleStates } from './rules.ts'

const prices = (effectiveFrom: number, fee: number, reward: number): PriceRule => ({
  id: '',
  effectiveFrom,
  feeMinMinor: fee,
  feeMaxMinor: fee + 5,
  rewardMinMinor: reward,
  rewardMaxMinor: reward + 5,
  seed: 'a secret',
})
const told = (now: number) =>
  ruleStates(
    ruleHistory(
      [prices(10, 1, 100), prices(30, 2, 100), prices(50, 1, 200)],
      [
        { name: 'time_zone', value: 'UTC', since: 10 },
        { name: 'time_zone', value: 'Europe/Madrid', since: 40 },
      ],
    ),
    now,
  ).map(({ name, value, minMinor, from, state }) => `${name} ${value ?? minMinor} from ${from} ${state}`)

it('tells every change of every rule, newest first, and which counts now', () => {
  expect(told(45)).toEqual([
    'reward 200 from 50 coming',
    'fee 1 from 50 coming',
    'time_zone Europe/Madrid from 40 in_force',
    'fee 2 from 30 in_force',
    'time_zone UTC from 10 past',
    'reward 100 from 10 in_force',
    'fee 1 from 10 past',
  ])
})

it('counts a rule from its very moment on', () => {
  expect(told(49).slice(0, 2)).toEqual(['reward 200 from 50 coming', 'fee 1 from 50 coming'])
  expect(told(50).filter((line) => line.endsWith('in_force'))).toEqual([
    'reward 200 from 50 in_force',
    'fee 1 from 50 in_force',
    'time_zone Europe/Madrid from 40 in_force',
  ])
})
