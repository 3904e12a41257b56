import type { TopicName } from '@popug/contracts/topology.ts'
import type { EventBatch } from '../log/courier.ts'

/** A batch of so many events from a position on, each with some text in it. */
export const batchOf = (
  first: number,
  count = 1,
  { topic = 'tasks', epoch = 1, text = 'парро́т 🦜' }: { topic?: TopicName; epoch?: number; text?: string } = {},
): EventBatch => ({
  topic,
  epoch,
  events: Array.from({ length: count }, (_, index) => ({
    specversion: '1.0' as const,
    id: `${topic}-${first + index}`,
    source: 'tasks',
    type: 'number.said.v1',
    time: '2026-01-02T03:04:05.678Z',
    datacontenttype: 'application/json' as const,
    position: first + index,
    epoch,
    correlationid: 'a correlation',
    data: { value: first + index, text },
  })),
})
