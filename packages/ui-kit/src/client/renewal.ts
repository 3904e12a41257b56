import { authRoutes } from '@popug/contracts/auth.ts'
import type { AnswerOf } from '@popug/contracts/route.ts'
import { ApiProblem } from './problem.ts'
import { readAnswer, send } from './request.ts'

export type Session = AnswerOf<typeof authRoutes.getSession>

let running: Promise<Session | null> | undefined

const renewOnce = async (): Promise<Session | null> => {
  try {
    return await readAnswer(authRoutes.renewSession, await send(authRoutes.renewSession, {}))
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

/**
 * Asks for a fresh token: the session, or null where it is over. However many ask at once, one request goes out.
 * Throws where auth does not answer: that says nothing about the session.
 */
export const renewSession = (): Promise<Session | null> => {
  running ??= renewOnce().finally(() => {
    running = undefined
  })
  return running
}
