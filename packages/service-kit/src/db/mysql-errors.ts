/**
 * Errors that are expected of MySQL and MariaDB, by number: what each means for a transaction.
 * https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html, https://mariadb.com/kb/en/mariadb-error-codes/
 */
const duplicate: Readonly<Record<number, string>> = {
  1062: 'ER_DUP_ENTRY',
}

/** The server rolled the transaction back, or its statement, for somebody else's sake: the whole may be tried again. */
const retryable: Readonly<Record<number, string>> = {
  1020: 'ER_CHECKREAD', // MariaDB: the row has changed since the snapshot was taken
  1205: 'ER_LOCK_WAIT_TIMEOUT',
  1213: 'ER_LOCK_DEADLOCK',
  3101: 'ER_TRANSACTION_ROLLBACK_DURING_COMMIT',
}

/** The server is away, going, full, or does not let us in: nothing is wrong with the statement. */
const unavailable: Readonly<Record<number, string>> = {
  1021: 'ER_DISK_FULL',
  1030: 'ER_GET_ERRNO', // the storage engine failed; most often for want of room
  1040: 'ER_CON_COUNT_ERROR',
  1041: 'ER_OUT_OF_RESOURCES',
  1042: 'ER_BAD_HOST_ERROR',
  1043: 'ER_HANDSHAKE_ERROR',
  1044: 'ER_DBACCESS_DENIED_ERROR', // the database's users are not made yet, or made anew
  1045: 'ER_ACCESS_DENIED_ERROR',
  1049: 'ER_BAD_DB_ERROR',
  1053: 'ER_SERVER_SHUTDOWN',
  1077: 'ER_NORMAL_SHUTDOWN',
  1114: 'ER_RECORD_FILE_FULL',
  1129: 'ER_HOST_IS_BLOCKED',
  1135: 'ER_CANT_CREATE_THREAD',
  1152: 'ER_ABORTING_CONNECTION',
  1158: 'ER_NET_READ_ERROR',
  1159: 'ER_NET_READ_INTERRUPTED',
  1160: 'ER_NET_ERROR_ON_WRITE',
  1161: 'ER_NET_WRITE_INTERRUPTED',
  1180: 'ER_ERROR_DURING_COMMIT',
  1184: 'ER_NEW_ABORTING_CONNECTION',
  1203: 'ER_TOO_MANY_USER_CONNECTIONS',
  1206: 'ER_LOCK_TABLE_FULL',
  1226: 'ER_USER_LIMIT_REACHED',
  1290: 'ER_OPTION_PREVENTS_STATEMENT', // read-only
  1317: 'ER_QUERY_INTERRUPTED',
  1637: 'ER_TOO_MANY_CONCURRENT_TRXS',
  1836: 'ER_READ_ONLY_MODE',
  1927: 'ER_CONNECTION_KILLED', // MariaDB
  2006: 'CR_SERVER_GONE_ERROR',
  2013: 'CR_SERVER_LOST',
  3169: 'ER_SESSION_WAS_KILLED',
  4031: 'ER_CLIENT_INTERACTION_TIMEOUT',
}

/** The same, as the client's side says it. */
const unavailableCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND', // a host's name is not known before its container is there
  'EPIPE',
  'ETIMEDOUT',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
])

/** No connection could be had, for a reason that lies in the pool: too many ask at once, or it is closed. */
export class NoConnection extends Error {
  override readonly name = 'NoConnection'
}

const partsOf = (error: unknown): { errno?: unknown; code?: unknown; fatal?: unknown } =>
  typeof error === 'object' && error !== null ? error : {}

const isOneOf = (errors: Readonly<Record<number, string>>, error: unknown): boolean => {
  const { errno } = partsOf(error)
  return typeof errno === 'number' && errno in errors
}

/** A key was there already. */
export const isDuplicate = (error: unknown): boolean => isOneOf(duplicate, error)

/** A deadlock, a lock that was waited for too long, a row that changed meanwhile. */
export const isRetryable = (error: unknown): boolean => isOneOf(retryable, error)

/** The client gave the connection up by itself, for what happened to it between two statements has no number. */
const isLost = (error: unknown): boolean => {
  const { fatal, errno } = partsOf(error)
  return fatal === true && errno === undefined
}

/** The server or the way to it is away. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof NoConnection ||
  isOneOf(unavailable, error) ||
  unavailableCodes.has(String(partsOf(error).code)) ||
  isLost(error)

/** Whether the connection that said this cannot be used again. */
export const endsConnection = (error: unknown): boolean =>
  partsOf(error).fatal === true || (isUnavailable(error) && !isOneOf(harmless, error))

/** Said by a connection that is well. */
const harmless: Readonly<Record<number, string>> = Object.fromEntries(
  [1021, 1030, 1114, 1206, 1290, 1317, 1637, 1836].map((number) => [number, unavailable[number] ?? '']),
)
