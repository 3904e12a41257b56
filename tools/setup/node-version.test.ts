import { expect, test } from 'vitest'
import { nodeComplaint } from './node-version.mjs'

test.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s is new enough', (version) => {
  expect(nodeComplaint(version)).toBeNull()
})

test.each(['18.20.4', '20.18.3', '20.9.0', '9.0.0'])(
  'Node %s is too old, and the line names both versions',
  (version) => {
    expect(nodeComplaint(version)).toBe(`Popug needs Node 20.19 or newer; this is Node ${version}.`)
  },
)
