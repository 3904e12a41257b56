import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { secretsName } from './backup/layout.ts'
import { Complaint } from './complaint.ts'

/** Secrets of an embedded installation, as settings. */
export type Secrets = Readonly<Record<string, string>>

/** A key of the cards, as the settings write it. */
export const newCardKey = (): string => randomBytes(32).toString('hex')

const syncFolder = (path: string): void => {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Writes the secrets whole or not at all, and for good: what is sealed with them next must never outlive them. */
export const writeSecrets = (path: string, secrets: Secrets): void => {
  const file = join(path, secretsName)
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  syncFolder(path)
}

const readSecrets = (file: string): Secrets => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets
  } catch {
    throw new Complaint(
      `${file} cannot be read as JSON. Restore it from a backup: without it the cards in the databases stay sealed.`,
    )
  }
}

/** Secrets as a new installation gets them. */
export const newSecrets = (): Secrets => ({
  SERVICE_SECRET: randomBytes(32).toString('base64url'),
  CARD_KEY: newCardKey(),
})

/** The secrets that are kept in a data folder; null where none are. Throws `Complaint` for those that cannot be read. */
export const findSecrets = (path: string): Secrets | null => {
  const file = join(path, secretsName)
  return existsSync(file) ? readSecrets(file) : null
}

/** Secrets that a newcomer need not think of: made once, kept beside the databases, readable by the owner alone. */
export const keepSecrets = (path: string): Secrets => {
  const kept = findSecrets(path)
  if (kept?.CARD_FINGERPRINT_KEY) return kept
  const whole = { ...(kept ?? newSecrets()), CARD_FINGERPRINT_KEY: newCardKey() }
  writeSecrets(path, whole)
  return whole
}
