import type { AnswerOf, Route } from '@popug/contracts/route.ts'
import type { Given } from './args.ts'
import { freshKey } from './fresh-key.ts'
import { leaveToSignIn } from './leave.ts'
import { ApiProblem } from './problem.ts'
import { renewSession } from './renewal.ts'
import { type CallOptions, partsOf, readAnswer, send } from './request.ts'
import { saveFile } from './save-file.ts'

const tokenRanOut = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem && error.code === 'not_signed_in'

const sendRenewing = async (
  route: Route,
  args: Parameters<typeof send>[1],
  options: CallOptions,
  accept?: string,
): Promise<Response> => {
  // Made once, outside the repetition: the request after the renewal is the same action.
  const key = options.idempotencyKey ?? (route.creates ? freshKey() : undefined)
  const sealed: CallOptions = key ? { ...options, idempotencyKey: key } : options
  try {
    return await send(route, args, sealed, accept)
  } catch (error) {
    if (!tokenRanOut(error)) throw error
    if (await renewSession()) return await send(route, args, sealed, accept)
    if (!options.stay) leaveToSignIn()
    throw error
  }
}

/**
 * Calls a route of the contracts and answers what it promises; throws `ApiProblem`.
 * A token that has run out is renewed once and the call repeated; where the session is over, the person is sent to sign in.
 */
export const call = async <R extends Route>(
  route: R,
  ...[args, options = {}]: Given<R, [options?: CallOptions]>
): Promise<AnswerOf<R>> => readAnswer(route, await sendRenewing(route, partsOf<R>(args), options))

/** Fetches a route's CSV and hands it to the browser as a file of that name. */
export const download = async <R extends Route & { csv: true }>(
  route: R,
  fileName: string,
  ...[args]: Given<R, []>
): Promise<void> => {
  const response = await sendRenewing(route, partsOf<R>(args), {}, 'text/csv')
  saveFile(fileName, await response.blob())
}
