import { type Static, Type } from 'typebox'
import { Moment } from './days.ts'
import { Currency, Minor } from './money.ts'
import { only } from './roles.ts'
import { orNull, route } from './route.ts'

/** The rules of business that settings give: what prices lie between, and how days begin, end and are paid. */
export const ruleNames = [
  'fee',
  'reward',
  'currency',
  'time_zone',
  'day_closing',
  'day_closes_at',
  'least_payout',
] as const
export type RuleName = (typeof ruleNames)[number]

/** `coming`: counts from a moment that is still ahead; `past`: another has taken its place. */
export const ruleStates = ['coming', 'in_force', 'past'] as const

/** One rule as it counts from a moment on, until the next of its name. */
export const Rule = Type.Object({
  name: Type.Enum([...ruleNames]),
  value: orNull(Type.String({ description: 'null where the rule is a range' })),
  minMinor: orNull(Minor),
  maxMinor: orNull(Minor),
  from: Moment,
  state: Type.Enum([...ruleStates]),
})
export type Rule = Static<typeof Rule>

/** The routes of rules; part of `accountRoutes`. */
export const ruleRoutes = {
  listRules: route({
    name: 'listRules',
    service: 'accounts',
    method: 'GET',
    path: '/rules',
    who: only('accountant', 'executive', 'admin'),
    summary: 'The rules that settings give, in force, coming and past, newest first; the newest 500',
    answer: Type.Object({ currency: Currency, items: Type.Array(Rule), next: Type.Null() }),
  }),
}
