import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudEvent, eventKinds } from '@popug/contracts/events.ts'
import { complaintsAbout } from '@popug/contracts/registry/compatibility.ts'
import { type Released, releasedAs } from '@popug/contracts/registry/released.ts'

/** Where the events of the last release are kept. */
export const registryPath = 'packages/contracts/generated/released-events.json'

/** The events of the last release, as they were written down then; undefined before the first. */
export const lastRelease = (root: string): Released | undefined => {
  const file = join(root, registryPath)
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Released) : undefined
}

/** What today's events break of the last release's. */
export const brokenPromises = (root: string): string[] => {
  const last = lastRelease(root)
  if (!last) return [`${registryPath} is not there: the events of the last release are kept in it. Restore it.`]
  return complaintsAbout(last, eventKinds, CloudEvent)
}

/** The version of the product that stands below a folder. */
export const versionOf = (root: string): string =>
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version

/** Today's events as those of a release, in the registry's form; or why they cannot be. */
export const eventsOfRelease = (root: string): { text: string } | { complaints: string[] } => {
  const last = lastRelease(root)
  const complaints = last ? complaintsAbout(last, eventKinds, CloudEvent) : []
  if (complaints.length > 0) return { complaints }
  const release = versionOf(root)
  const text = `${JSON.stringify(releasedAs(release, eventKinds, CloudEvent, last), null, 2)}\n`
  if (last?.release !== release || text === `${JSON.stringify(last, null, 2)}\n`) return { text }
  return { complaints: [`${release} was released with other events: raise the version in package.json first.`] }
}
