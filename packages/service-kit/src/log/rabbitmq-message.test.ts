import { expect, it } from 'vitest'
import { batchOf } from '../testing/batches.ts'
import { decodeBatch, encodeBatch, type Message } from './rabbitmq-message.ts'

const read = (value: unknown) => () => decodeBatch('tasks', Buffer.from(JSON.stringify(value)))
const decode = ({ content, contentEncoding }: Message) => decodeBatch('tasks', content, contentEncoding)

it('writes a batch as one message and reads it again unchanged', async () => {
  const batch = batchOf(41, 20, { epoch: 2 })
  const [message, ...more] = encodeBatch(batch)
  expect(more).toEqual([])
  expect(message).toMatchObject({ topic: 'tasks', name: 'tasks/2/41-60', contentEncoding: 'br' })
  expect(await decode(message!)).toEqual(batch)
})

it('leaves a short message as it reads', () => {
  const [message] = encodeBatch(batchOf(1))
  expect(message).not.toHaveProperty('contentEncoding')
  expect(JSON.parse(message!.content.toString())).toEqual(batchOf(1).events)
})

it('writes nothing for a batch of nothing', () => {
  expect(encodeBatch(batchOf(1, 0))).toEqual([])
})

it.each([1, 2_000, 30_000])(
  'splits a batch of %i bytes a text so that no message is too big, and loses no event',
  async (length) => {
    const batch = batchOf(1, 9, { text: 'é'.repeat(length / 2) })
    const messages = encodeBatch(batch, 10_000)
    const parts = await Promise.all(messages.map(async (message) => (await decode(message)).events))
    expect(parts.flat()).toEqual(batch.events)
    for (const events of parts) expect(events.length === 1 || JSON.stringify(events).length <= 10_001).toBe(true)
    expect(new Set(messages.map(({ name }) => name)).size).toBe(messages.length)
  },
)

it.each([
  ['no JSON', () => decodeBatch('tasks', Buffer.from('{'))],
  ['nothing', () => decodeBatch('tasks', Buffer.alloc(0))],
  ['what is packed in an unknown way', () => decodeBatch('tasks', Buffer.from('[]'), 'zstd')],
  ['what was never packed', () => decodeBatch('tasks', Buffer.from(JSON.stringify(batchOf(1).events)), 'br')],
  ['no list', read({ events: [] })],
  ['an empty list', read([])],
  ['something that is no event', read([{ position: 1 }])],
  ['a hole', read([...batchOf(1).events, ...batchOf(3).events])],
  ['another order', read([...batchOf(2).events, ...batchOf(1).events])],
  ['two epochs', read([...batchOf(1).events, ...batchOf(2, 1, { epoch: 2 }).events])],
  ['other brackets', () => decodeBatch('tasks', Buffer.from(`{${JSON.stringify(batchOf(1).events[0])}}`))],
])('does not take %s for a batch', async (_what, attempt) => {
  await expect(attempt()).rejects.toMatchObject({ name: 'MalformedMessage' })
})

it.each([
  ['on one line', JSON.stringify(batchOf(1, 250).events)],
  ['for people', JSON.stringify(batchOf(1, 250).events, null, 2)],
  [
    'with line breaks elsewhere',
    JSON.stringify(batchOf(1, 250).events).replaceAll('},{', '}\n,\n{').replaceAll('","', '",\n"'),
  ],
])('reads a batch that is written %s', async (_how, text) => {
  expect(await decodeBatch('tasks', Buffer.from(text))).toEqual(batchOf(1, 250))
})
