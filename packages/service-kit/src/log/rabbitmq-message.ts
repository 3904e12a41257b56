import { CloudEvent } from '@popug/contracts/events.ts'
import type { TopicName } from '@popug/contracts/topology.ts'
import { Type } from 'typebox'
import { compileSchema } from '../http/validation.ts'
import type { EventBatch, WrittenBatch } from './courier.ts'
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

const isWritten = (batch: EventBatch): batch is WrittenBatch => 'texts' in batch

/** Writes a batch as messages: one, unless its events are so big that it takes more. */
export const encodeBatch = (batch: EventBatch, most = maxBytes): Message[] => {
  const { topic, epoch } = batch
  const written = isWritten(batch)
  const texts = written ? batch.texts : batch.events.map((event) => JSON.stringify(event))
  const first = written ? batch.first : (batch.events[0]?.position ?? 0)
  const encode = (from: number, to: number): Message[] => {
    if (from === to) return []
    const content = Buffer.from(`[${texts.slice(from, to).join(',')}]`)
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

const parse = (content: Buffer): unknown => {
  try {
    return JSON.parse(content.toString('utf8'))
  } catch {
    throw new MalformedMessage('it is not JSON')
  }
}

/** Reads a message; throws `MalformedMessage` unless it holds contiguous events of one epoch. */
export const decodeBatch = (topic: TopicName, content: Buffer, contentEncoding?: string): EventBatch => {
  const events = parse(unpacked(content, contentEncoding))
  if (!fits(events)) {
    const [error] = fits.errors ?? []
    throw new MalformedMessage(`it is no batch of events: ${error?.instancePath ?? ''} ${error?.message ?? ''}`)
  }
  const batch = events as [CloudEvent, ...CloudEvent[]]
  const [{ epoch, position }] = batch
  const follows = batch.every((event, index) => event.epoch === epoch && event.position === position + index)
  if (!follows) throw new MalformedMessage('its events do not follow each other')
  return { topic, epoch, events: batch }
}
