import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { RunningService } from './service/run-service.ts'
import { standingGauges } from './standing-gauges.ts'

/** What a process counts, for Prometheus. */
export interface Metrics {
  readonly contentType: string
  request(service: string, route: string, status: number, seconds: number): void
  /** Everything as it stands now, in the form that Prometheus reads. */
  text(): Promise<string>
}

/** Metrics of one process: Node's own, how long requests took by service, route and status, and how its services stand. */
export const makeMetrics = (services: readonly RunningService[]): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'popug_http_request_seconds',
    help: 'How long requests took',
    labelNames: ['service', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  })
  const look = standingGauges(registry, services)
  let looking: Promise<string> | undefined

  /** Whoever asks meanwhile gets the same answer: looking costs queries. */
  const text = (): Promise<string> => {
    looking ??= look()
      .then(() => registry.metrics())
      .finally(() => {
        looking = undefined
      })
    return looking
  }
  return {
    contentType: registry.contentType,
    request: (service, route, status, seconds) => requests.observe({ service, route, status }, seconds),
    text,
  }
}
