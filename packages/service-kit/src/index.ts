export { systemActorId } from '@popug/contracts/ids.ts'
export { type AuditEntry, recordAudit } from './audit/record-audit.ts'
export { type Clock, type MovableClock, movableClock, systemClock } from './clock.ts'
export { afterKey } from './db/after.ts'
export { along } from './db/along.ts'
export type { Database, Db } from './db/database.ts'
export type { ColumnTypes, Dialect } from './db/dialect.ts'
export { FolderTaken, lockFolder } from './db/folder-lock.ts'
export { insideTransaction } from './db/inside-transaction.ts'
export { contains, startsWith } from './db/like.ts'
export { clusterBy, dropIndex, type Migrations, migrate, statement } from './db/migrate.ts'
export { openMysql } from './db/mysql.ts'
export { mapPage, type PageOf, type PageRequest, pageFrom, pageRequest } from './db/page.ts'
export type { Row } from './db/row.ts'
export { openSqlite } from './db/sqlite.ts'
export { checkSqlite, copySqlite } from './db/sqlite-copy.ts'
export { apiTokenPrefix, secretDigest } from './http/api-tokens.ts'
export { type Call, type Caller, Csv, type Door, Redirect } from './http/door.ts'
export { problemOf, problemType } from './http/problem.ts'
export { allowScripts, scriptsIn, securityHeaders } from './http/security.ts'
export {
  type Actor,
  type SessionClaims,
  sessionAlgorithm,
  sessionAudience,
  sessionCookie,
  sessionIssuer,
} from './http/session.ts'
export { compileSchema, validatorCompiler } from './http/validation.ts'
export { newId } from './ids.ts'
export { type Loop, startLoop } from './jobs/loop.ts'
export { resetCheckpoints } from './log/checkpoint.ts'
export type { Courier, EventBatch } from './log/courier.ts'
export { type Epoch, type KnownEpochs, readEpochs } from './log/epochs.ts'
export { inProcessCourier } from './log/in-process-courier.ts'
export { packedEncoding, shortestPacked } from './log/packing.ts'
export { type LogPositions, readLastWords, readPositions } from './log/positions.ts'
export { rabbitmqCourier } from './log/rabbitmq-courier.ts'
export { contentType as eventsContentType } from './log/rabbitmq-message.ts'
export { exchange, queueOf } from './log/rabbitmq-topology.ts'
export { raiseEpochs } from './log/raise-epochs.ts'
export type { Neighbours } from './neighbours.ts'
export { type Program, type ProgramParts, startProgram } from './program.ts'
export { isSettled } from './service/is-settled.ts'
export { readServiceSettings } from './service/read-service-settings.ts'
export { type Rehearsal, rehearse } from './service/rehearse.ts'
export { migrateService, type RunningService } from './service/run-service.ts'
export {
  type AnyService,
  type FactList,
  type Heard,
  type HeardOf,
  type ServiceDefinition,
  wordsOf,
} from './service/service.ts'
export { whenReachable } from './service/when-reachable.ts'
export type { Command, CommandContext, Query, QueryContext, Session, ToolParts, World } from './service/world.ts'
export { InstallationSettings, readInstallation } from './settings/installation.ts'
export { readSettings, readTogether, type SettingError, type SettingNotes, SettingsError } from './settings/settings.ts'
