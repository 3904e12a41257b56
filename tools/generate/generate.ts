import { join } from 'node:path'
import { documents } from './documents.ts'
import { brokenPromises, eventsOfRelease, registryPath } from './events-of-release.ts'
import { write } from './write.ts'

/**
 * - `write`: documents are made anew.
 * - `check`: nothing is written; a document that differs from its source is a complaint, and so is what today's events break of the last release's.
 * - `release`: today's events are written down as those of the version in package.json, then the documents are made.
 */
export type Mode = 'write' | 'check' | 'release'

/** Makes or checks every generated file below a folder, says what it finds, and answers whether all is well. */
export const generate = async (root: string, mode: Mode, say: (line: string) => void): Promise<boolean> => {
  if (mode === 'release') {
    const events = eventsOfRelease(root)
    if ('complaints' in events) {
      events.complaints.forEach(say)
      return false
    }
    if (write(join(root, registryPath), events.text, true)) say(`written: ${registryPath}`)
  }
  const onlyCheck = mode === 'check'
  const stale = Object.entries(await documents(root)).filter(([path, text]) =>
    write(join(root, path), text, !onlyCheck),
  )
  for (const [path] of stale) say(`${onlyCheck ? 'differs from its source' : 'written'}: ${path}`)
  if (onlyCheck && stale.length > 0) say('Run `npm run generate` and commit what it writes.')
  const broken = brokenPromises(root)
  broken.forEach(say)
  return broken.length === 0 && !(onlyCheck && stale.length > 0)
}
