import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { openMysql, type Row, statement } from '@popug/service-kit'

const options = (rootUrl: string): string[] => {
  const { hostname, port } = new URL(rootUrl)
  return ['--no-defaults', `--host=${hostname}`, `--port=${port}`, '--user=root']
}

/** What these databases are at one moment, as statements that make them so again. */
export const dump = async (rootUrl: string, databases: readonly string[]): Promise<string> => {
  const args = [...options(rootUrl), '--single-transaction', '--hex-blob', '--databases', ...databases]
  return (await promisify(execFile)('mariadb-dump', args, { maxBuffer: 1 << 28 })).stdout
}

/** Puts a dump in the place of the databases that it holds. */
export const load = async (rootUrl: string, sql: string): Promise<void> => {
  const child = spawn('mariadb', options(rootUrl), { stdio: ['pipe', 'ignore', 'inherit'] })
  child.stdin.end(sql)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`mariadb ended with ${code}`)
}

/** Runs a statement in a service's database; answers its rows. */
export const inMysql = async (url: string, sql: string): Promise<Row[]> => {
  const database = openMysql<object>(url, { connections: 1 })
  try {
    return ((await statement(database.query, sql)) as { rows: Row[] }).rows
  } finally {
    await database.close()
  }
}
