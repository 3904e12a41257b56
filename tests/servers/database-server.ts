import { type MariadbOptions, startMariadb } from './mariadb.ts'

/** A MySQL or MariaDB server that tests make databases on. */
export interface SharedServer {
  /** The administrator's address. */
  readonly rootUrl: string
  /** Ends the server, where it was started here. */
  remove(): Promise<void>
}

/**
 * The server that `POPUG_TEST_DATABASE` names (`mysql://root:password@host:port/mysql`), or a MariaDB of one's own: what passes on
 * one must pass on any. Tests that kill their server take `startMariadb`.
 */
export const startDatabaseServer = async (options?: MariadbOptions): Promise<SharedServer> => {
  const rootUrl = process.env.POPUG_TEST_DATABASE
  return rootUrl ? { rootUrl, remove: async () => undefined } : startMariadb(options)
}
