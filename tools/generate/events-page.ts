import { envelopeCatalogue, toldOf } from '@popug/contracts/event-catalogue.ts'
import { CloudEvent, type EventKind, eventKinds } from '@popug/contracts/events.ts'
import type { Released } from '@popug/contracts/registry/released.ts'
import { alternativesOf, typeOf } from '@popug/contracts/registry/schema.ts'
import { topics } from '@popug/contracts/topology.ts'
import type { TObject, TSchema } from 'typebox'
import { appliedBy } from './applied-by.ts'
import { exampleOf } from './asyncapi/schemas.ts'
import { generatedBy, table } from './markdown.ts'
import { schemaText } from './schema-text.ts'

const typeText = (schema: TSchema): string => [...new Set(alternativesOf(schema).map(typeOf))].join(' or ')

/** What the type leaves open: format, unit, bounds, values. */
const formText = (schema: TSchema): string => {
  const form = schemaText(schema).replace(/ or null$/, '')
  return form === typeText(schema).replace(/ or null$/, '') ? '' : form
}

const fields = ({ properties, required }: TObject, meanings: Readonly<Record<string, string>>): string =>
  table(
    ['field', 'type', 'form, unit', 'means', ''],
    Object.entries(properties as Record<string, TSchema>).map(([name, schema]) => [
      `\`${name}\``,
      typeText(schema),
      formText(schema),
      meanings[name] ?? '',
      (required as readonly string[] | undefined)?.includes(name) ? '' : 'optional',
    ]),
  )

const json = (value: unknown): string => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``
const applied = (type: string): string => appliedBy(type).join(', ') || 'nobody'

const nameOf = (type: string): string => type.replace(/[.]v\d+$/, '')
const anchorOf = (type: string): string => type.replaceAll('.', '')
const names = [...new Set(eventKinds.map(({ type }) => nameOf(type)))]
const versionsOf = (name: string): EventKind[] => eventKinds.filter(({ type }) => nameOf(type) === name)

const overview = (): string =>
  table(
    ['event', 'said by', 'on', 'heard by', 'applied by'],
    eventKinds.map(({ type, topic }) => {
      const { speaker, listeners } = topics[topic]
      return [`[\`${type}\`](#${anchorOf(type)})`, speaker, `\`${topic}\``, listeners.join(', '), applied(type)]
    }),
  )

const since = (type: string, last: Released | undefined): string => last?.events[type]?.since ?? 'not released yet'

const version = (kind: EventKind, last: Released | undefined): string => {
  const { says, fields: meanings, example } = toldOf(kind.type)
  return `### ${kind.type}

${says} Since: ${since(kind.type, last)}. Applied by: ${applied(kind.type)}.

${fields(kind.data, meanings)}

${json(example)}
`
}

const sections = (last: Released | undefined): string[] =>
  names.map((name) => {
    const versions = versionsOf(name)
    const ways = [...new Set(versions.map(({ topic }) => topic))].map((topic) => {
      const { speaker, listeners } = topics[topic]
      return `On \`${topic}\`: ${speaker} → ${listeners.join(', ')}.`
    })
    const list = versions.map(({ type }) => `\`${type}\``).join(', ')
    return `## ${name}\n\n${ways.join(' ')} Versions: ${list}.\n\n${versions.map((kind) => version(kind, last)).join('\n')}`
  })

const [first] = eventKinds

/** The catalogue: who says what to whom, each event with its fields, versions and an example, and the envelope around them. */
export const eventsPage = (last: Released | undefined): string => `${generatedBy}
# Events

Delivery is at least once; effects happen once because the checkpoint commits with them. Within a version an event gains optional fields alone; anything else is
its next version, which stands beside it, for logs keep what was said for good. The same for machines: [asyncapi.json](asyncapi.json), AsyncAPI 3.0.

${overview()}

${sections(last).join('\n')}
## The envelope

Each event travels in this envelope (CloudEvents 1.0, JSON), several of them as a batch.

${fields(CloudEvent, envelopeCatalogue)}
${first ? `\n${json(exampleOf(first))}\n` : ''}`
