/**
 * A restored database takes its place by renames, after what stood there was moved aside. Between the two a database is
 * missing. Whoever started Popug then would begin a new installation, with the old one beside it: so nobody may, and what
 * was moved aside tells.
 */
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { databaseName, databasesName, secretsName } from './layout.ts'

const asidePrefix = `${databasesName}.before-`

/** The folder with what a restore moved aside before it was broken off; null where none was. */
export const brokenOffRestore = (data: string): string | null => {
  const missing = serviceNames.map(databaseName).filter((name) => !existsSync(join(data, name)))
  const aside = existsSync(data) ? readdirSync(data).filter((name) => name.startsWith(asidePrefix)) : []
  const holdsOne = (folder: string): boolean => missing.some((name) => existsSync(join(data, folder, basename(name))))
  const found = aside.sort().findLast(holdsOne)
  return found === undefined ? null : join(data, found)
}

/** How a restore that was broken off is mended. */
export const brokenOffCure = (aside: string): string =>
  `Restore again, or put back what was moved aside: the databases in ${aside} into ${databasesName}, a ${secretsName} beside that.`

/** Puts all that stands in one folder in the place of what another holds, and keeps that in a folder named after `at`. Answers where, or null. */
export const swapAll = (fresh: string, data: string, at: string): string | null => {
  const [databases, secrets] = [join(data, databasesName), join(data, secretsName)]
  const bringsSecrets = existsSync(join(fresh, secretsName))
  const keepsSecrets = bringsSecrets && existsSync(secrets)
  const aside = existsSync(databases) || keepsSecrets ? join(data, asidePrefix + at) : null
  if (aside && existsSync(databases)) renameSync(databases, aside)
  else if (aside) mkdirSync(aside, { mode: 0o700 })
  if (aside && keepsSecrets) renameSync(secrets, join(aside, secretsName))
  if (bringsSecrets) renameSync(join(fresh, secretsName), secrets)
  renameSync(join(fresh, databasesName), databases)
  return aside
}

const filesOf = (folder: string, service: ServiceName): string[] =>
  readdirSync(folder).filter((name) => name.startsWith(basename(databaseName(service))))

/** The same with the database of one service; all others stay where they are. */
export const swapOne = (fresh: string, data: string, service: ServiceName, at: string): string | null => {
  const [restored, databases] = [join(fresh, databasesName), join(data, databasesName)]
  mkdirSync(databases, { recursive: true, mode: 0o700 })
  const own = filesOf(databases, service)
  const aside = own.length > 0 ? join(data, asidePrefix + at) : null
  if (aside) {
    mkdirSync(aside, { mode: 0o700 })
    for (const name of own) renameSync(join(databases, name), join(aside, name))
  }
  for (const name of filesOf(restored, service)) renameSync(join(restored, name), join(databases, name))
  return aside
}
