import { panels } from './dashboard-panels.ts'

const height = 8
const source = { type: 'prometheus', uid: 'popug' }

/** Panels side by side for as long as they fit, then in the next line. */
const placed = () => {
  let x = 0
  let y = 0
  return panels.map(({ title, says, unit, kind = 'timeseries', width, asks }, index) => {
    if (x + width > 24) {
      x = 0
      y += height
    }
    const gridPos = { x, y, w: width, h: height }
    x += width
    return {
      id: index + 1,
      title,
      description: says,
      type: kind,
      datasource: source,
      gridPos,
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: asks.map(([expr, legendFormat], at) => ({
        refId: String.fromCharCode(65 + at),
        datasource: source,
        expr,
        legendFormat,
        ...(kind === 'table' && { format: 'table', instant: true }),
      })),
    }
  })
}

/** `deploy/observability/grafana/popug.json`: what Grafana shows of Popug. */
export const dashboard = (): string => {
  const said = {
    uid: 'popug',
    title: 'Popug',
    description: 'Made by `npm run generate`; a check compares it.',
    tags: ['popug'],
    timezone: 'browser',
    schemaVersion: 39,
    refresh: '15s',
    time: { from: 'now-1h', to: 'now' },
    editable: false,
    panels: placed(),
  }
  return `${JSON.stringify(said, null, 2)}\n`
}
