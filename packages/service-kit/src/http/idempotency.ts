import { createHmac } from 'node:crypto'
import { invalid, Refusal } from '@popug/contracts/refusals.ts'
import type { Db } from '../db/database.ts'
import { logDb } from '../log/tables.ts'

/** A request that names itself, so that its repetition is recognised. */
export interface NamedRequest {
  readonly actorId: string
  readonly route: string
  readonly key: string
  readonly fingerprint: string
}

/** Milliseconds that a key is remembered. */
const keepKeys = 24 * 60 * 60_000

const keyPattern = /^[\x21-\x7e]{1,200}$/

/** Reads an `Idempotency-Key` header: 1 to 200 visible ASCII characters. The request is kept as a keyed digest only. */
export const namedRequest = (
  header: string | undefined,
  { actorId, route, request, secret }: { actorId: string; route: string; request: unknown; secret: string },
): NamedRequest | null => {
  if (header === undefined) return null
  if (!keyPattern.test(header))
    throw invalid('/headers/idempotency-key', 'wrong_form', 'must be 1 to 200 visible ASCII characters')
  const fingerprint = createHmac('sha256', secret)
    .update(JSON.stringify(request) ?? '')
    .digest('hex')
  return { actorId, route, key: header, fingerprint }
}

/**
 * Answers what the same request was answered before, within the transaction that would do it again; null the first time.
 * Refuses with `idempotency_key_reused` when the key came with another request.
 */
export const answeredBefore = async <Tables>(
  tx: Db<Tables>,
  request: NamedRequest,
): Promise<{ answer: unknown } | null> => {
  const row = await logDb(tx)
    .query.selectFrom('idempotencyKeys')
    .select(['fingerprint', 'answer'])
    .where('actorId', '=', request.actorId)
    .where('route', '=', request.route)
    .where('key', '=', request.key)
    .executeTakeFirst()
  if (!row) return null
  if (row.fingerprint !== request.fingerprint) throw new Refusal('idempotency_key_reused')
  return { answer: JSON.parse(row.answer) }
}

/** Remembers the answer in the transaction that made it; a second one at the same time fails on the key and rolls back. */
export const rememberAnswer = async <Tables>(
  tx: Db<Tables>,
  request: NamedRequest,
  answer: unknown,
  now: number,
): Promise<void> => {
  await logDb(tx).insertMany('idempotencyKeys', [
    { ...request, answer: JSON.stringify(answer ?? null), createdAt: now },
  ])
}

/** Forgets old keys, about so many at a time. Answers `more` when older ones are left. */
export const forgetOldKeys = async <Tables>(
  database: Db<Tables>,
  now: number,
  atOnce = 1_000,
): Promise<'more' | undefined> => {
  const { query } = logDb(database)
  const last = await query
    .selectFrom('idempotencyKeys')
    .select('createdAt')
    .where('createdAt', '<', now - keepKeys)
    .orderBy('createdAt')
    .limit(1)
    .offset(atOnce - 1)
    .executeTakeFirst()
  await query
    .deleteFrom('idempotencyKeys')
    .where('createdAt', '<', last ? last.createdAt + 1 : now - keepKeys)
    .execute()
  return last ? 'more' : undefined
}
