import type { FieldError } from '@popug/contracts/faults.ts'
import { Refusal, refusals } from '@popug/contracts/refusals.ts'
import type { Problem } from '@popug/contracts/route.ts'
import type { FastifyError } from 'fastify'
import { faultOf } from './faults.ts'

export const problemType = 'application/problem+json; charset=utf-8'

/** The problem document (RFC 9457) of a refusal. */
export const problemOf = (refusal: Refusal, correlationId: string): Problem => ({
  type: `urn:popug:problem:${refusal.code}`,
  code: refusal.code,
  title: refusals[refusal.code].title,
  status: refusal.status,
  correlationId,
  ...(refusal.message === refusals[refusal.code].title ? {} : { detail: refusal.message }),
  ...(refusal.errors ? { errors: [...refusal.errors] } : {}),
})

const partNames: Record<string, string> = { body: 'body', querystring: 'query', params: 'params', headers: 'headers' }

const fieldErrors = (error: FastifyError): FieldError[] =>
  (error.validation ?? []).map((found) => {
    const { instancePath, message, params, keyword } = found
    const part = partNames[error.validationContext ?? 'body'] ?? 'body'
    const extra =
      keyword === 'required'
        ? `/${String(params.missingProperty)}`
        : keyword === 'additionalProperties'
          ? `/${String(params.additionalProperty)}`
          : ''
    const said =
      keyword === 'required' ? 'is required' : keyword === 'additionalProperties' ? 'is not known here' : message
    return { path: `/${part}${instancePath}${extra}`, message: said ?? 'is not right', ...faultOf(found) }
  })

const notJson = (): Refusal =>
  new Refusal('invalid', 'the body is not JSON', {
    errors: [{ path: '/body', message: 'is not JSON', code: 'not_json' }],
  })

const byFastifyCode: Record<string, () => Refusal> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Refusal('too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Refusal('unsupported_media_type'),
  FST_ERR_CTP_INVALID_JSON_BODY: notJson,
  FST_ERR_CTP_EMPTY_JSON_BODY: () =>
    new Refusal('invalid', 'the body is empty', { errors: [{ path: '/body', message: 'is empty', code: 'empty' }] }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Refusal('invalid', 'the body is shorter or longer than it said'),
}

/** What an error means to the caller; null for one that is a bug. */
export const refusalOf = (error: unknown): Refusal | null => {
  if (error instanceof Refusal) return error
  const known = error as Partial<FastifyError>
  if (known.validation) {
    const errors = fieldErrors(known as FastifyError)
    const [first] = errors
    return new Refusal('invalid', first ? `${first.path} ${first.message}` : undefined, { errors })
  }
  const made = byFastifyCode[known.code ?? '']
  if (made) return made()
  if (error instanceof SyntaxError && known.statusCode === 400) return notJson()
  if (known.statusCode !== undefined && known.statusCode >= 400 && known.statusCode < 500) {
    return new Refusal('invalid', known.message)
  }
  return null
}
