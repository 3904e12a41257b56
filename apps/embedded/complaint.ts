import { SettingsError } from '@popug/service-kit'
import { Refused } from './person.ts'

/** Something the person who starts Popug can mend: said in one clear line. */
export class Complaint extends Error {
  override readonly name = 'Complaint'
}

/** Whether a call had no answer: nobody listens there, or not in time. */
export const isUnanswered = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'TimeoutError' || (error instanceof TypeError && error.message === 'fetch failed'))

/** The lines to print for an error: one for each thing to mend; null for a bug. */
export const complaintLines = (error: unknown): string[] | null => {
  if (error instanceof Complaint) return [error.message]
  if (error instanceof Refused) return [`${error.message}. ${error.problem.title}.`]
  if (isUnanswered(error)) {
    const why = error.cause instanceof Error ? error.cause.message : error.message
    return [`A service does not answer: ${why}. popug doctor tells which.`]
  }
  if (error instanceof SettingsError) {
    return error.errors.map(
      ({ name, problem, expected, example }) => `${name} ${problem}. Expected: ${expected}. For example: ${example}`,
    )
  }
  return null
}

/** Runs the whole program; what can be mended is said plainly, a bug with its stack, and either ends with code 1. */
export const orComplain = async <T>(run: () => Promise<T>): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    const lines = complaintLines(error)
    for (const line of lines ?? ['Popug could not go on. This is a fault of ours:']) console.error(`✗ ${line}`)
    if (!lines) console.error(error)
    process.exit(1)
  }
}
