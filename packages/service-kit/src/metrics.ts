import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What a process counts, for Prometheus. */
export interface Metrics {
  readonly registry: Registry
  request(service: string, route: string, status: number, seconds: number): void
}

/** Metrics of one process: Node's own, and how long requests took by service, route and status. */
export const makeMetrics = (): Metrics => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Histogram({
    name: 'popug_http_request_seconds',
    help: 'How long requests took',
    labelNames: ['service', 'route', 'status'],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  })
  return {
    registry,
    request: (service, route, status, seconds) => requests.observe({ service, route, status }, seconds),
  }
}
