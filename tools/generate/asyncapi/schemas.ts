import { envelopeCatalogue, toldOf } from '@popug/contracts/event-catalogue.ts'
import { CloudEvent, type EventKind } from '@popug/contracts/events.ts'
import { type Schema, schemaAt } from '@popug/contracts/registry/schema.ts'
import { topics } from '@popug/contracts/topology.ts'

/** A pointer to a part of the document. */
export const pointer = (...path: string[]): { readonly $ref: string } => ({
  $ref: `#/${path.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`,
})

/** A schema whose fields say what they mean, and what they are. */
const told = (schema: Schema, meanings: Readonly<Record<string, string>>): Schema => ({
  ...schema,
  properties: Object.fromEntries(
    Object.entries(schemaAt(schema.properties)).map(([name, field]) => {
      const { description, ...rest } = schemaAt(field)
      const meaning = meanings[name] ?? ''
      return [name, { ...rest, description: description ? `${meaning}; ${String(description)}` : meaning }]
    }),
  ),
})

/** The schema of the envelope. */
export const envelopeSchema: Schema = {
  ...told(CloudEvent, envelopeCatalogue),
  description: 'CloudEvents 1.0 with extensions for the place on the topic',
}

/** The schema of what an event carries. */
export const dataSchema = ({ type, data }: EventKind): Schema => told(data, toldOf(type).fields)

/** The schema of an event as it travels: the envelope, with what makes it this kind. */
export const eventSchema = ({ type, topic }: EventKind): Schema => ({
  allOf: [
    pointer('components', 'schemas', 'envelope'),
    {
      type: 'object',
      properties: {
        type: { const: type },
        source: { const: topics[topic].speaker },
        data: pointer('components', 'schemas', `${type}.data`),
      },
    },
  ],
})

/** An event as it travels, for people to look at. */
export const exampleOf = ({ type, topic }: EventKind): CloudEvent => ({
  specversion: '1.0',
  id: '019c9c01-3a41-7f02-8c66-1d4e9b7a0f35',
  source: topics[topic].speaker,
  type,
  time: '2026-03-02T16:05:12.408Z',
  datacontenttype: 'application/json',
  position: 1207,
  epoch: 1,
  correlationid: '019c9c01-3a3e-7b1d-a0c2-8e5f6d7c9b40',
  data: toldOf(type).example,
})
