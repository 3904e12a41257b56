import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CloudEvent, eventKinds } from '@popug/contracts/events.ts'
import { serviceNames, topicNames, topics } from '@popug/contracts/topology.ts'
import { compileSchema } from '@popug/service-kit'
import { describe, expect, it } from 'vitest'

interface Reference {
  readonly $ref: string
}
interface Message {
  readonly contentType: string
  readonly payload: object
  readonly examples: readonly { readonly name: string; readonly payload: unknown }[]
}
interface Operation {
  readonly action: 'send' | 'receive'
  readonly channel: Reference
  readonly messages: readonly Reference[]
}
interface Document {
  readonly asyncapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly servers: Readonly<
    Record<string, { readonly host: string; readonly protocol: string; readonly variables: object }>
  >
  readonly channels: Readonly<
    Record<string, { readonly address: string; readonly messages: Readonly<Record<string, Reference>> }>
  >
  readonly operations: Readonly<Record<string, Operation>>
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>
    readonly messages: Readonly<Record<string, Message>>
  }
}

/** The file as it stands in the repository: what a reader or a program is given. */
const file = resolve(import.meta.dirname, '../../../docs/generated/asyncapi.json')
const document = JSON.parse(readFileSync(file, 'utf8')) as Document
const { channels, operations, components } = document

/** What a pointer leads to, through pointers on its way; undefined where it leads nowhere. */
const at = ({ $ref }: Reference): unknown => {
  if (!$ref.startsWith('#/')) return undefined
  let part: unknown = document
  for (const step of $ref.slice(2).split('/')) {
    if (isReference(part)) part = at(part)
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~')
    part = typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? Reflect.get(part, key) : undefined
  }
  return part
}
const isReference = (part: unknown): part is Reference =>
  typeof part === 'object' && part !== null && typeof Reflect.get(part, '$ref') === 'string'

const referencesIn = (part: unknown): Reference[] => {
  if (typeof part !== 'object' || part === null) return []
  return [...(isReference(part) ? [part] : []), ...Object.values(part).flatMap(referencesIn)]
}

/** A check of a message's payload, with the schemas that it points to. */
const validatorOf = ({ payload }: Message) => compileSchema({ components, ...payload })
const message = (name: string): Message => {
  const found = components.messages[name]
  if (!found) throw new Error(`there is no message ${name}`)
  return found
}

/** The fields that AsyncAPI 3.0.0 knows of each object, the required ones marked. */
const known: Readonly<Record<string, readonly [parts: () => readonly object[], fields: string]>> = {
  document: [() => [document], 'asyncapi! id info! servers defaultContentType channels operations components'],
  info: [() => [document.info], 'title! version! description termsOfService contact license tags externalDocs'],
  server: [
    () => Object.values(document.servers),
    'host! protocol! protocolVersion pathname description title summary variables security tags externalDocs bindings',
  ],
  channel: [
    () => Object.values(channels),
    'address messages title summary description servers parameters tags externalDocs bindings',
  ],
  operation: [
    () => Object.values(operations),
    'action! channel! title summary description security tags externalDocs bindings traits messages reply',
  ],
  components: [
    () => [components],
    'schemas servers channels operations messages securitySchemes serverVariables parameters correlationIds replies replyAddresses externalDocs tags operationTraits messageTraits serverBindings channelBindings operationBindings messageBindings',
  ],
  message: [
    () => Object.values(components.messages),
    'headers payload correlationId contentType name title summary description tags externalDocs bindings examples traits',
  ],
}

describe('the structure', () => {
  it('is of AsyncAPI 3.0.0', () => expect(document.asyncapi).toBe('3.0.0'))

  it.each(Object.entries(known))('a %s has the fields of one', (_, [parts, told]) => {
    const fields = told.split(' ').map((field) => field.replace('!', ''))
    const required = told.split(' ').flatMap((field) => (field.endsWith('!') ? [field.slice(0, -1)] : []))
    expect(parts().length).toBeGreaterThan(0)
    for (const part of parts()) {
      expect(fields).toEqual(expect.arrayContaining(Object.keys(part)))
      expect(Object.keys(part)).toEqual(expect.arrayContaining(required))
    }
  })

  it('every pointer leads somewhere', () => {
    const references = referencesIn(document)
    expect(references.length).toBeGreaterThan(40)
    expect(references.filter((reference) => at(reference) === undefined)).toEqual([])
  })

  it('a pointer that leads nowhere would be found', () => {
    for (const $ref of ['#/components/schemas/nobody', '#/channels/tasks/messages/nobody', 'elsewhere.json#/a'])
      expect(at({ $ref })).toBeUndefined()
  })

  it('the parts have names that AsyncAPI allows', () => {
    const names = Object.values(components).flatMap((parts) => Object.keys(parts))
    for (const name of names) expect(name).toMatch(/^[\w.-]+$/)
  })

  it('a server says what stands in braces', () => {
    for (const { host, variables } of Object.values(document.servers)) {
      const named = [...host.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      expect(Object.keys(variables)).toEqual(named)
    }
  })
})

describe('who says what to whom', () => {
  it('each topic is a channel', () => {
    expect(Object.values(channels).map(({ address }) => address)).toEqual([...topicNames])
  })

  it('each service says and hears what the topology tells, and nothing else', () => {
    const told = serviceNames.flatMap((service) =>
      topicNames.flatMap((topic) => [
        ...(topics[topic].speaker === service ? [`${service} send #/channels/${topic}`] : []),
        ...(topics[topic].listeners.includes(service) ? [`${service} receive #/channels/${topic}`] : []),
      ]),
    )
    const written = Object.entries(operations).map(
      ([name, { action, channel }]) => `${name.split('.')[0]} ${action} ${channel.$ref}`,
    )
    expect(written.toSorted()).toEqual(told.toSorted())
  })

  it('an operation takes messages of its channel alone', () => {
    for (const { channel, messages } of Object.values(operations)) {
      expect(messages.length).toBeGreaterThan(0)
      for (const { $ref } of messages) expect($ref.startsWith(`${channel.$ref}/messages/`)).toBe(true)
    }
  })
})

describe('what travels', () => {
  it('every message has examples, and they fit', () => {
    for (const [name, one] of Object.entries(components.messages)) {
      const fits = validatorOf(one)
      expect(one.examples.length).toBeGreaterThan(0)
      for (const { payload } of one.examples) expect([name, fits(payload), fits.errors]).toEqual([name, true, null])
    }
  })

  it.each(eventKinds)('$type has a message, and fits its topic alone', ({ type, topic, data }) => {
    const [example] = message(type).examples
    const event = example?.payload as CloudEvent
    expect(event.type).toBe(type)
    expect(compileSchema(CloudEvent)(event)).toBe(true)
    expect(compileSchema(data)(event.data)).toBe(true)
    const takers = topicNames.filter((one) => validatorOf(message(`${one}-batch`))([event]))
    expect(takers).toEqual([topic])
  })

  it.each(eventKinds)('$type with a field less or of another type does not fit', ({ type, data }) => {
    const event = message(type).examples[0]?.payload as CloudEvent
    const fits = validatorOf(message(type))
    for (const name of Object.keys(data.properties)) {
      const { [name]: _, ...rest } = event.data
      if (data.required?.includes(name)) expect([name, fits({ ...event, data: rest })]).toEqual([name, false])
      expect([name, fits({ ...event, data: { ...event.data, [name]: { not: 'this' } } })]).toEqual([name, false])
    }
    expect(fits({ ...event, position: 0 })).toBe(false)
    expect(fits({ ...event, source: 'nobody' })).toBe(false)
  })

  it('an empty batch does not fit', () => {
    for (const topic of topicNames) expect(validatorOf(message(`${topic}-batch`))([])).toBe(false)
  })
})

it('every field says what it means', () => {
  const schemas = Object.entries(components.schemas).filter(([, schema]) => 'properties' in schema)
  expect(schemas).toHaveLength(eventKinds.length + 1)
  for (const [name, schema] of schemas)
    for (const [field, told] of Object.entries(Reflect.get(schema, 'properties')))
      expect([name, field, (told as { description: string }).description]).toEqual([
        name,
        field,
        expect.stringMatching(/\w{3}/),
      ])
})
