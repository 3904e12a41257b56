import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

/** Another process has the folder. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken'
}

/**
 * Takes a data folder for this process alone, by an exclusive lock on a file in it, which the operating system lets go
 * of however the process ends. Throws `FolderTaken` where another process has it. Answers how to give it back.
 */
export const lockFolder = (folder: string): (() => void) => {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'))
  try {
    lock.exec('PRAGMA busy_timeout=0')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new FolderTaken(`${folder} is in use by another process`, { cause: error })
  }
  return () => lock.close()
}
