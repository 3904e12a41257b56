import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

const mayPass = (error: Error): boolean => error instanceof ApiProblem && error.outcomeUnknown

/** The cache of one app: a refusal is final, silence is asked again twice. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (attempt) => 500 * 2 ** attempt,
      },
      mutations: { retry: false },
    },
  })
