import { eventKinds } from '@popug/contracts/events.ts'
import { channels, messages, operations } from './channels.ts'
import { dataSchema, envelopeSchema, eventSchema, pointer } from './schemas.ts'

const broker = (protocol: 'amqp' | 'amqps', port: string, title: string) => ({
  host: '{host}:{port}',
  protocol,
  protocolVersion: '0-9-1',
  title,
  description:
    'RabbitMQ of the composed mode; services find it by `AMQP_URL`. In the embedded mode events travel within one process.',
  variables: {
    host: { default: 'rabbitmq', description: 'where RabbitMQ stands' },
    port: { default: port, description: 'its port' },
  },
  security: [pointer('components', 'securitySchemes', 'password')],
})

const schemas = {
  envelope: envelopeSchema,
  ...Object.fromEntries(
    eventKinds.flatMap((kind) => [
      [kind.type, eventSchema(kind)],
      [`${kind.type}.data`, dataSchema(kind)],
    ]),
  ),
}

/** The AsyncAPI document of everything that services say to each other, of a release. */
export const asyncApi = (version: string) => ({
  asyncapi: '3.0.0',
  info: {
    title: 'Popug: events',
    version,
    description:
      'Made by `npm run generate`; a check compares it. Services say what happened, and others do their own part. Delivery is at least once; effects happen once because the checkpoint commits with them.',
    license: { name: 'MIT' },
  },
  defaultContentType: 'application/json',
  servers: {
    rabbitmq: broker('amqp', '5672', 'RabbitMQ'),
    'rabbitmq-tls': broker('amqps', '5671', 'RabbitMQ over TLS'),
  },
  channels,
  operations,
  components: {
    schemas,
    messages,
    securitySchemes: { password: { type: 'userPassword', description: 'user and password at RabbitMQ' } },
  },
})
