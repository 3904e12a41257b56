import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { serviceNames } from '@popug/contracts/topology.ts'

const services = resolve(import.meta.dirname, '../../services')

/** The pages of all frontends as their tables list them, with their parameters: `/tasks/$id`. */
export const pageTables = (): string[] =>
  serviceNames.flatMap((service) => {
    const files = ['web/pages.ts', 'web/main.tsx'].map((file) => join(services, service, file))
    const text = files.map((file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')).join('\n')
    const paths = [...text.matchAll(/\{\s*path: '(\/[^']*)'/g)].map(([, path = '']) => path)
    if (paths.length === 0) throw new Error(`the frontend of ${service} lists no pages where they are looked for`)
    return paths.map((path) => `/${service}${path}`)
  })
