import { describe, expect, it } from 'vitest'
import type { Route } from './route.ts'
import { allRoutes } from './routes.ts'
import { scopeOf, scopes } from './scopes.ts'
import { serviceNames } from './topology.ts'

const named = (name: string): Route => {
  const found = allRoutes.find((route) => route.name === name)
  if (!found) throw new Error(`there is no route ${name}`)
  return found
}

describe('scopes', () => {
  it('are one to read and one to write for each service', () => {
    expect(scopes).toHaveLength(2 * serviceNames.length)
    expect(scopes).toContain('tasks:read')
    expect(scopes).toContain('billing:write')
  })

  it.each([
    ['listTasks', 'tasks:read'],
    ['createTask', 'tasks:write'],
    ['closeDay', 'accounts:write'],
    ['changeUser', 'auth:write'],
    ['changeMe', null],
    ['createApiToken', null],
    ['putMyCard', null],
  ])('%s needs %s', (name, scope) => {
    expect(scopeOf(named(name))).toBe(scope)
  })

  // What leads to more power than the token has, or to a secret, is for a person at a screen.
  const personal = /\/(session|password|token|invitation|card)s?\b|^\/users\/me$/
  it('no route about sessions, passwords, tokens, invitations or cards lets a token in', () => {
    const doors = allRoutes.filter(({ who, path }) => who.is !== 'anyone' && personal.test(path))
    expect(doors.length).toBeGreaterThan(8)
    expect(doors.filter((route) => scopeOf(route) !== null).map(({ name }) => name)).toEqual([])
  })
})
