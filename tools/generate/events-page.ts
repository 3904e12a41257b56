import { CloudEvent, eventKinds } from '@popug/contracts/events.ts'
import { topics } from '@popug/contracts/topology.ts'
import type { TSchema } from 'typebox'
import { generatedBy, table } from './markdown.ts'
import { schemaText } from './schema-text.ts'

const fields = (properties: Readonly<Record<string, TSchema>>, required: readonly string[] = []): string =>
  table(
    ['field', 'is', ''],
    Object.entries(properties).map(([name, schema]) => [
      `\`${name}\``,
      schemaText(schema),
      required.includes(name) ? '' : 'optional',
    ]),
  )

const sections = eventKinds.map(({ type, topic, data }) => {
  const { speaker, listeners } = topics[topic]
  return `## ${type}\n\nOn \`${topic}\`: ${speaker} → ${listeners.join(', ')}.\n\n${fields(data.properties, data.required)}\n`
})

/** Every kind of event with its fields, and the envelope around them. */
export const eventsPage = (): string => `${generatedBy}
# Events

Delivery is at least once; effects happen once because the checkpoint commits with them. Each event travels in this envelope
(CloudEvents 1.0, JSON), its \`data\` as told below.

${fields(CloudEvent.properties, CloudEvent.required)}

${sections.join('\n')}`
