import { logRoutes } from '@popug/contracts/log.ts'
import { admits, type Role } from '@popug/contracts/roles.ts'
import type { Route } from '@popug/contracts/route.ts'
import { allRoutes } from '@popug/contracts/routes.ts'
import { serviceNames, topicsSaidBy } from '@popug/contracts/topology.ts'
import type { Person } from '../../apps/embedded/person.ts'

/** Rows of each list that are also asked for one by one. */
const oneByOne = 40
/** Pages of a list that are read at most. */
const mostPages = 50

const isReading = ({ method }: Route): boolean => method === 'GET'
const takes = ({ query }: Route, name: string): boolean =>
  Object.hasOwn((query as { properties?: object } | undefined)?.properties ?? {}, name)

/** Every page of an answer that has pages. */
const readPages = async (person: Person, route: Route, params: object): Promise<object[]> => {
  const rows: object[] = []
  let after: string | undefined
  for (let page = 0; page < mostPages; page++) {
    const query = { ...(takes(route, 'limit') ? { limit: 200 } : {}), ...(after === undefined ? {} : { after }) }
    const response = await person.answer(route, { params, query } as never)
    const text = await response.text()
    if (!response.headers.get('content-type')?.includes('application/json')) return rows
    const answer = JSON.parse(text) as { items?: object[]; next?: string | null }
    rows.push(...(answer.items ?? []))
    if (!answer.next || !takes(route, 'after')) return rows
    after = answer.next
  }
  return rows
}

/** Asks for everything that can be read over REST: each list to its end, and rows one by one, as each of these people. */
export const readEverything = async (people: readonly Person[], days: readonly string[]): Promise<number> => {
  let asked = 0
  for (const person of people) {
    const mayAsk = ({ who }: Route): boolean => admits(who, person.me.role as Role)
    const ids = new Map<string, string[]>()
    const routes = allRoutes.filter((route) => isReading(route) && mayAsk(route))
    for (const route of routes.filter(({ path }) => !path.includes(':'))) {
      const rows = await readPages(person, route, {})
      ids.set(
        `${route.service}${route.path}`,
        rows.flatMap((row) => ('id' in row ? [String(row.id)] : [])),
      )
      if (route.csv) await person.answer(route, { accept: 'text/csv' })
      asked += 1
    }
    const valuesOf: Record<string, (list: string) => readonly string[]> = {
      id: (list) => (ids.get(list) ?? []).slice(0, oneByOne),
      userId: () => people.map(({ me }) => me.id),
      day: () => days,
    }
    for (const route of routes) {
      const [list = '', name = ''] = route.path.split(/\/:/)
      for (const value of valuesOf[name.split('/')[0] ?? '']?.(`${route.service}${list}`) ?? []) {
        await readPages(person, route, { [name.split('/')[0] ?? '']: value })
        asked += 1
      }
    }
    if (person.me.role !== 'admin') continue
    for (const service of serviceNames)
      for (const topic of topicsSaidBy(service))
        await person.call(logRoutes(service).readFeed, { query: { topic, limit: 5000 } })
  }
  return asked
}
