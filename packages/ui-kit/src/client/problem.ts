import type { FieldError } from '@popug/contracts/faults.ts'
import { formatTag } from '@popug/contracts/languages.ts'
import { type RefusalCode, refusals } from '@popug/contracts/refusals.ts'
import type { Language } from '@popug/contracts/roles.ts'
import type { Problem } from '@popug/contracts/route.ts'
import { getI18n } from 'react-i18next'
import { currentLanguage } from '../i18n/text.ts'

const codeByStatus: Readonly<Record<number, RefusalCode>> = {
  400: 'invalid',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_attempts',
  500: 'internal',
}

/** A service said no, or said nothing: then the code is `unavailable` and the status 0. */
export class ApiProblem extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  readonly errors: readonly FieldError[]
  readonly correlationId: string | undefined

  constructor(problem: Partial<Problem> & Pick<Problem, 'code' | 'status'>) {
    const title = problem.title ?? refusals[problem.code].title
    super(problem.detail ?? title)
    this.name = 'ApiProblem'
    this.code = problem.code
    this.status = problem.status
    this.title = title
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.correlationId = problem.correlationId
  }

  /** Whether nobody knows if the request took effect, so that asking again needs the same idempotency key. */
  get outcomeUnknown(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

/** The refusal's title in the person's language. */
export const problemTitle = ({ code, title }: ApiProblem, language: Language): string =>
  getI18n()?.getFixedT(language, 'refusals')(code, { defaultValue: title }) ?? title

/** What is wrong with a field, in the person's language; what the service says itself where nothing is known of it here. */
export const faultText = ({ code, params = {}, message }: FieldError, language: Language): string => {
  if (code === undefined) return message
  const written = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'number' ? value.toLocaleString(formatTag(language)) : value,
  ])
  const values: Record<string, unknown> = { ...Object.fromEntries(written), count: Number(params.limit ?? 0) }
  return getI18n()?.t(`fault.${code}`, { ns: 'ui', lng: language, ...values, defaultValue: message }) ?? message
}

/** Anything thrown as an `ApiProblem`; what is none of ours counts as `internal`. */
export const asProblem = (error: unknown): ApiProblem =>
  error instanceof ApiProblem
    ? error
    : new ApiProblem({ code: 'internal', status: 500, detail: error instanceof Error ? error.message : String(error) })

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && String(body.code) in refusals

/** The problem that an answer of 400 or more carries; a proxy's own page becomes a problem by its status. */
export const problemOf = async (response: Response): Promise<ApiProblem> => {
  const body: unknown = await response.json().catch(() => undefined)
  if (isProblem(body)) return new ApiProblem({ ...body, status: response.status })
  const code = codeByStatus[response.status] ?? (response.status > 500 ? 'unavailable' : 'internal')
  return new ApiProblem({ code, status: response.status })
}

/**
 * Field errors by field name (`/body/title` → `title`) in the person's language, as Mantine's forms and inputs want them;
 * of several at one field the first.
 */
export const fieldErrors = (error: unknown): Record<string, string> => {
  if (!(error instanceof ApiProblem)) return {}
  const told = error.errors.map((one): [string, string] => [
    one.path.replace(/^\/(body|query|params)\/?/, '').replaceAll('/', '.'),
    faultText(one, currentLanguage()),
  ])
  return Object.fromEntries(told.reverse())
}
