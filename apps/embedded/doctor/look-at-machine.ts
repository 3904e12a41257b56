import { existsSync, statfsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import product from '../../../package.json' with { type: 'json' }
import { complaintLines } from '../complaint.ts'
import { mustBeFree } from '../embedded.ts'
import { type EmbeddedSettings, readAll } from '../settings.ts'
import { ill, type Looked, well } from './complaints.ts'

/** Bytes below which a database may soon find no room. */
const leastSpace = 1024 ** 3

/** Whether a version is at least the one that `>=20.19` names. */
const isAtLeast = (version: string, wanted: string): boolean => {
  const numbers = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number)
  const [own, least] = [numbers(version), numbers(wanted)]
  for (const [index, number] of least.entries()) {
    if ((own[index] ?? 0) !== number) return (own[index] ?? 0) > number
  }
  return true
}

/** Looks at the version of Node that runs this. */
export const lookAtNode = (version = process.versions.node): Looked =>
  isAtLeast(version, product.engines.node)
    ? well('Node', version)
    : ill('Node', `is ${version}, Popug needs ${product.engines.node}`, 'Install a newer one from https://nodejs.org.')

/** Looks at the settings that the environment holds: what is broken, each with an example that is not. */
export const lookAtSettings = (env: NodeJS.ProcessEnv): Looked[] => {
  try {
    readAll({ SERVICE_SECRET: 'x'.repeat(32), CARD_KEY: '0'.repeat(64), ...env })
    return [well('settings', 'can be read')]
  } catch (error) {
    const lines = complaintLines(error)
    if (!lines) throw error
    return lines.map((line) => ill('settings', line, 'See docs/generated/settings.md.'))
  }
}

const nearestFolder = (path: string): string => (existsSync(path) ? path : nearestFolder(dirname(path)))

/** Looks at the room on the disk that holds a folder. */
export const lookAtSpace = (folder: string, least = leastSpace): Looked => {
  const { bavail, bsize } = statfsSync(nearestFolder(resolve(folder)))
  const free = bavail * bsize
  const text = `${(free / 1024 ** 3).toFixed(1)} GiB are free`
  return free >= least
    ? well('disk', text)
    : ill('disk', text, 'Make room: a full disk stops every change. Old databases.before-… folders may go.')
}

/** Looks at the port that Popug would listen on. */
export const lookAtPort = async (settings: EmbeddedSettings): Promise<Looked> => {
  try {
    await mustBeFree(settings)
    return well('port', `${settings.HOST}:${settings.PORT} is free`)
  } catch (error) {
    const lines = complaintLines(error)
    if (!lines) throw error
    return ill('port', lines[0] ?? '', 'Stop whoever listens there, or set PORT.')
  }
}
