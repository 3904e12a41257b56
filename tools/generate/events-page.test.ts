import { CloudEvent, eventKinds } from '@popug/contracts/events.ts'
import { releasedAs } from '@popug/contracts/registry/released.ts'
import { topics } from '@popug/contracts/topology.ts'
import { expect, it } from 'vitest'
import { appliedBy } from './applied-by.ts'
import { eventsPage } from './events-page.ts'

const last = releasedAs('1.4.0', eventKinds, CloudEvent, undefined)
const { 'task.closed.v1': _, ...others } = last.events
const page = eventsPage({ ...last, events: others })

/** What stands below a heading, up to the next. */
const below = (heading: string): string => page.split(`\n${heading}\n`)[1]?.split(/\n##/)[0] ?? ''

it.each(eventKinds)('$type: each field with its type and meaning, and an example that fits', ({ type, data }) => {
  const section = below(`### ${type}`)
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  expect(rows.map((row) => /^\| `(\w+)`/.exec(row)?.[1])).toEqual(Object.keys(data.properties))
  for (const row of rows)
    expect(row).toMatch(/^\| `\w+` \| (string|integer)( or null)? \| [^|]* \| [^|]{4,} \| (optional)? ?\|$/)
  const example = JSON.parse(/```json\n([^`]+)```/.exec(section)?.[1] ?? '')
  expect(Object.keys(example)).toEqual(Object.keys(data.properties))
})

it('says since when an event is there', () => {
  expect(below('### task.assigned.v1')).toContain('Since: 1.4.0.')
  expect(below('### task.closed.v1')).toContain('Since: not released yet.')
})

it('leads to each event from the top', () => {
  const headings = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, text = '']) => text.replaceAll('.', '')))
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
  expect(links).toHaveLength(eventKinds.length)
  expect(links.filter((anchor) => !headings.has(anchor))).toEqual([])
})

it('whoever applies an event listens to its topic', () => {
  for (const { type, topic } of eventKinds)
    expect(topics[topic].listeners).toEqual(expect.arrayContaining(appliedBy(type)))
  expect(appliedBy('task.closed.v1')).toEqual(['accounts', 'mailer', 'analytics'])
  expect(appliedBy('payout.paid.v1')).toEqual(['mailer'])
})

it('marks what may be missing, and what may be null', () => {
  expect(page).toMatch(/^\| `traceparent` \|.*\| optional \|$/m)
  expect(page).toMatch(/^\| `taskId` \| string or null \| UUIDv7, lower case \|/m)
  expect(page).toMatch(/^\| `amountMinor` \| integer \| whole minor units of the currency \|/m)
})
