import type { AnswerOf, Route } from '@popug/contracts/route.ts'
import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { notifyProblem } from '../components/notify.tsx'
import type { ArgsOf, Given } from './args.ts'
import { call } from './call.ts'
import { freshKey } from './fresh-key.ts'
import { useInvalidate } from './hooks.ts'
import { type ApiProblem, asProblem } from './problem.ts'

export interface ActionOptions<R extends Route> {
  readonly onSuccess?: (answer: AnswerOf<R>, args: ArgsOf<R>) => void
  /** What happens on a refusal; a toast unless given. */
  readonly onProblem?: (problem: ApiProblem) => void
  /** Routes whose answers this action changes; all of the action's service unless told. */
  readonly invalidate?: readonly Route[]
}

export interface Action<R extends Route> {
  /** Runs the action; the outcome comes through the options and the fields below. */
  readonly run: (...given: Given<R, []>) => void
  /** Runs it and answers; throws `ApiProblem`. */
  readonly runAsync: (...given: Given<R, []>) => Promise<AnswerOf<R>>
  readonly running: boolean
  readonly problem: ApiProblem | null
  readonly reset: () => void
}

/**
 * An action of a person: one call, one idempotency key. Where its outcome is unknown (no answer, 5xx), the same action
 * tried again carries the same key, so it happens once.
 */
export const useAction = <R extends Route>(route: R, options: ActionOptions<R> = {}): Action<R> => {
  const invalidate = useInvalidate()
  const unsettled = useRef<{ what: string; key: string } | undefined>(undefined)

  const mutation = useMutation<AnswerOf<R>, Error, ArgsOf<R>>({
    mutationFn: async (args) => {
      const what = JSON.stringify(args)
      if (unsettled.current?.what !== what) unsettled.current = { what, key: freshKey() }
      const { key } = unsettled.current
      const given = [args, route.creates ? { idempotencyKey: key } : {}]
      try {
        const answer = await call<R>(route, ...(given as unknown as Given<R, []>))
        unsettled.current = undefined
        return answer
      } catch (error) {
        if (!asProblem(error).outcomeUnknown) unsettled.current = undefined
        throw error
      }
    },
    onSuccess: (answer, args) => {
      void invalidate(options.invalidate ?? route.service)
      options.onSuccess?.(answer, args)
    },
    onError: (error) => (options.onProblem ?? notifyProblem)(asProblem(error)),
  })
  const argsOf = (given: Given<R, []>): ArgsOf<R> => (given[0] ?? {}) as ArgsOf<R>
  return {
    run: (...given) => mutation.mutate(argsOf(given)),
    runAsync: (...given) => mutation.mutateAsync(argsOf(given)),
    running: mutation.isPending,
    problem: mutation.error ? asProblem(mutation.error) : null,
    reset: mutation.reset,
  }
}
