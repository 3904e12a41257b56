import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { Type } from 'typebox'

const secret = (description: string) =>
  Type.String({ description, examples: ['(the output of `openssl rand -hex 24`)'] })

const port = (fallback: number, whose: string) =>
  Type.Integer({ default: fallback, description: `the port of ${whose}`, examples: [fallback] })

/** The variable of `compose.yaml` with the password of a service's database user. */
export const passwordVariable = (service: ServiceName): string => `${service.toUpperCase()}_DB_PASSWORD`

/** What `compose.yaml` takes from `.env` for itself: the door, and the passwords that its containers share. */
export const ComposeVariables = Type.Object({
  POPUG_VERSION: Type.String({
    default: 'local',
    description: 'the tag of Popug’s own images',
    examples: ['local'],
  }),
  POPUG_BIND: Type.String({
    default: '127.0.0.1',
    description: 'the address of this machine that Popug is reached at; 0.0.0.0 opens it to the network',
    examples: ['127.0.0.1'],
  }),
  POPUG_PORT: Type.Integer({ default: 8080, description: 'the port that Popug is reached at', examples: [8080] }),
  TRUSTED_PROXIES: Type.Optional(
    Type.String({
      description:
        'the addresses and networks, by comma, of proxies in front of Popug that say who asks and whether by https; nobody else may',
      examples: ['192.0.2.1,10.0.0.0/8'],
    }),
  ),
  MYSQL_ROOT_PASSWORD: secret('the password of MySQL’s administrator'),
  ...Object.fromEntries(
    serviceNames.map((service) => [
      passwordVariable(service),
      secret(`the password of ${service} at MySQL: letters and digits`),
    ]),
  ),
  RABBITMQ_PASSWORD: secret('the password of Popug at RabbitMQ: letters and digits'),
  COMPOSE_PROFILES: Type.Optional(
    Type.String({
      description: 'what else runs, by comma: observability (Prometheus and Grafana), mail (a mail catcher)',
      examples: ['observability,mail'],
    }),
  ),
  GRAFANA_PASSWORD: secret('the password of admin at Grafana; the demo has its own'),
  GRAFANA_PORT: port(3001, 'Grafana'),
  PROMETHEUS_PORT: port(9090, 'Prometheus, from this machine alone'),
  SANDBOX_BANK: Type.Optional(
    Type.Enum(['0', '1'], {
      description: 'whether the sandbox bank runs; a demo has it unless told otherwise',
      examples: ['0'],
    }),
  ),
  SANDBOX_PORT: port(8090, 'the sandbox bank’s page, from this machine alone'),
  MAILPIT_PORT: port(8025, 'the mail catcher, from this machine alone'),
})
