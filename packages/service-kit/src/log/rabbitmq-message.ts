import { setImmediate as nextTurn } from 'node:timers/promises'
import { CloudEvent } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import { Type } from 'typebox'
import { compileSchema } from '../http/validation.ts'
import type { EventBatch, WrittenBatch } from './courier.ts'
import { joinEvents, linesOf } from './outbox.ts'
import { isWorthPacking, pack, packedEncoding, unpack } from './packing.ts'

/** Bytes of one message before it is packed; RabbitMQ 4 refuses what is above 16 MiB. */
const maxBytes = 8 * 1024 * 1024

export const contentType = 'application/cloudevents-batch+json; charset=utf-8'

/** One message on its way: a stretch of a topic as a CloudEvents batch. */
export interface Message {
  readonly topic: TopicName
  /** Says for people which events these are: topic, epoch, first and last position. */
  readonly name: string
  readonly content: Buffer
  /** How the content is packed, as AMQP's `content-encoding` says it; none where it is as it reads. */
  readonly contentEncoding?: typeof packedEncoding
}

/** What came cannot be a batch of this topic, however often it is read. */
class MalformedMessage extends Error {
  override readonly name = 'MalformedMessage'
}

const fits = compileSchema(Type.Array(CloudEvent, { minItems: 1 }))

/** Events that are read at once: a fraction of a millisecond, after which other work has its turn. */
const readAtOnce = 100

const isWritten = (batch: EventBatch): batch is WrittenBatch => 'texts' in batch

/** Writes a batch as messages: one, unless its events are so big that it takes more. */
export const encodeBatch = (batch: EventBatch, most = maxBytes): Message[] => {
  const { topic, epoch } = batch
  const written = isWritten(batch)
  const texts = written ? batch.texts : batch.events.map((event) => JSON.stringify(event))
  const first = written ? batch.first : (batch.events[0]?.position ?? 0)
  const encode = (from: number, to: number): Message[] => {
    if (from === to) return []
    const content = Buffer.from(joinEvents(texts.slice(from, to)))
    if (content.length <= most || to - from === 1)
      return [{ topic, name: `${topic}/${epoch}/${first + from}-${first + to - 1}`, ...packed(content) }]
    const middle = Math.ceil((from + to) / 2)
    return [...encode(from, middle), ...encode(middle, to)]
  }
  return encode(0, texts.length)
}

/** What is packed of a message, where that is much shorter. */
const packed = (content: Buffer): Pick<Message, 'content' | 'contentEncoding'> =>
  isWorthPacking(content.length) ? { content: pack(content), contentEncoding: packedEncoding } : { content }

const unpacked = (content: Buffer, contentEncoding: string | undefined): Buffer => {
  if (!contentEncoding) return content
  if (contentEncoding !== packedEncoding) throw new MalformedMessage(`it is packed as ${contentEncoding}`)
  try {
    return unpack(content)
  } catch (error) {
    throw new MalformedMessage('it cannot be unpacked', { cause: error })
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new MalformedMessage('it is not JSON')
  }
}

const asEvents = (events: unknown): CloudEvent[] => {
  if (fits(events)) return events as CloudEvent[]
  const [error] = fits.errors ?? []
  throw new MalformedMessage(`it is no batch of events: ${error?.instancePath ?? ''} ${error?.message ?? ''}`)
}

/** The lists that a message falls apart into at its line breaks, read in turns; one that is written otherwise is read whole. */
const listsIn = async (text: string): Promise<unknown[]> => {
  if (!text.startsWith('[') || !text.endsWith(']')) return [parse(text)]
  const lines = linesOf(text)
  const lists: unknown[] = []
  try {
    for (let from = 0; from < lines.length; from += readAtOnce) {
      lists.push(JSON.parse(joinEvents(lines.slice(from, from + readAtOnce))))
      await nextTurn()
    }
    return lists
  } catch {
    return [parse(text)]
  }
}

/**
 * Reads a message, a part of it at a time so that nothing else waits for long; rejects with `MalformedMessage` unless it holds
 * contiguous events of one epoch.
 */
export const decodeBatch = async (topic: TopicName, content: Buffer, contentEncoding?: string): Promise<EventBatch> => {
  const batch: CloudEvent[] = []
  for (const list of await listsIn(unpacked(content, contentEncoding).toString('utf8'))) {
    for (const event of asEvents(list)) batch.push(event)
    await nextTurn()
  }
  const [{ epoch, position }] = batch as [CloudEvent, ...CloudEvent[]]
  const follows = batch.every((event, index) => event.epoch === epoch && event.position === position + index)
  if (!follows) throw new MalformedMessage('its events do not follow each other')
  return { topic, epoch, events: batch }
}
