/** One picture of the dashboard: its questions to Prometheus, each with how its lines are called. */
interface Panel {
  readonly title: string
  readonly says: string
  readonly unit: string
  readonly kind?: 'timeseries' | 'stat' | 'table'
  readonly width: number
  readonly asks: readonly (readonly [expr: string, legend: string])[]
}

const doors = 'route!~".*/(healthz|readyz|metrics)"'
const perTopic = '{{service}} · {{topic}}'
const newest = (metric: string): string => `max by (service, topic) (${metric})`
const quantile = (q: number): string =>
  `histogram_quantile(${q}, sum by (service, le) (rate(popug_http_request_seconds_bucket{${doors}}[5m])))`

/** What an operator looks at, most urgent first. */
export const panels: readonly Panel[] = [
  {
    title: 'Alerts',
    says: 'Rules of alerts.yml that fire or are about to. Empty: all is well.',
    unit: 'none',
    kind: 'table',
    width: 12,
    asks: [['sort_desc(ALERTS{alertname=~"Popug.*"})', '']],
  },
  {
    title: 'Instances',
    says: 'Instances of each service that answer.',
    unit: 'none',
    kind: 'stat',
    width: 12,
    asks: [['sum by (service) (up{job="popug"})', '{{service}}']],
  },
  {
    title: 'Lag, seconds',
    says: 'Age of the oldest event that a listener has not applied.',
    unit: 's',
    width: 12,
    asks: [[newest('popug_subscription_lag_seconds'), perTopic]],
  },
  {
    title: 'Lag, events',
    says: 'Events said that a listener has not applied.',
    unit: 'none',
    width: 12,
    asks: [[newest('popug_subscription_lag_events'), perTopic]],
  },
  {
    title: 'Said',
    says: 'Events said a second.',
    unit: 'none',
    width: 12,
    asks: [['max by (service, topic) (rate(popug_topic_head[1m]))', perTopic]],
  },
  {
    title: 'Applied',
    says: 'Events applied a second.',
    unit: 'none',
    width: 12,
    asks: [['max by (service, topic) (rate(popug_subscription_position[1m]))', perTopic]],
  },
  {
    title: 'Waiting for the courier',
    says: 'Events said that the courier has not taken. Listeners read the feeds where it takes none.',
    unit: 'none',
    width: 8,
    asks: [[newest('popug_outbox_unpublished_events'), perTopic]],
  },
  {
    title: 'Put aside',
    says: 'Events in dead letters that nobody has settled.',
    unit: 'none',
    width: 8,
    asks: [[newest('popug_dead_letters_parked'), perTopic]],
  },
  {
    title: 'Courier and databases',
    says: '1: every instance reaches it; 0: one does not.',
    unit: 'none',
    width: 8,
    asks: [
      ['min by (service) (popug_courier_up)', '{{service}} · courier'],
      ['min by (service) (popug_database_up)', '{{service}} · database'],
    ],
  },
  {
    title: 'Queues',
    says: 'Messages that RabbitMQ holds for each listener; in .dead those that nobody could read.',
    unit: 'none',
    width: 12,
    asks: [['sum by (queue) (rabbitmq_queue_messages)', '{{queue}}']],
  },
  {
    title: 'Room at RabbitMQ',
    says: '1: it takes nothing more, for its memory or its disk is full; 0: it does.',
    unit: 'none',
    width: 12,
    asks: [
      ['max(rabbitmq_alarms_memory_used_watermark)', 'memory'],
      ['max(rabbitmq_alarms_free_disk_space_watermark)', 'disk'],
    ],
  },
  {
    title: 'Requests',
    says: 'Requests a second, health checks left out.',
    unit: 'reqps',
    width: 8,
    asks: [[`sum by (service) (rate(popug_http_request_seconds_count{${doors}}[5m]))`, '{{service}}']],
  },
  {
    title: 'Failures',
    says: 'Requests that failed by a fault of ours, and jobs that failed, a second.',
    unit: 'none',
    width: 8,
    asks: [
      [
        `sum by (service) (rate(popug_http_request_seconds_count{${doors},status=~"5.."}[5m])) or sum by (service) (up{job="popug"}) * 0`,
        '{{service}} · requests',
      ],
      ['sum by (service) (rate(popug_job_failures_total[5m]))', '{{service}} · jobs'],
    ],
  },
  {
    title: 'Duration of requests',
    says: 'What half of the requests, and all but one in a hundred, stay below.',
    unit: 's',
    width: 8,
    asks: [
      [quantile(0.5), '{{service}} · half'],
      [quantile(0.99), '{{service}} · 99 %'],
    ],
  },
  {
    title: 'Event loop',
    says: 'For how long a process was kept from answering, the worst in a hundred.',
    unit: 's',
    width: 8,
    asks: [['nodejs_eventloop_lag_p99_seconds{job="popug"}', '{{service}} · {{instance}}']],
  },
  {
    title: 'Memory',
    says: 'What each process holds; its container has 384 MiB.',
    unit: 'bytes',
    width: 8,
    asks: [['process_resident_memory_bytes{job="popug"}', '{{service}} · {{instance}}']],
  },
  {
    title: 'Processor',
    says: 'Cores that each process keeps busy.',
    unit: 'none',
    width: 8,
    asks: [['rate(process_cpu_seconds_total{job="popug"}[1m])', '{{service}} · {{instance}}']],
  },
]
