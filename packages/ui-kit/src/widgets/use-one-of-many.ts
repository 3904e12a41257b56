import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'

/** Names change rarely; a page that is open for long asks again after ten minutes. */
const fresh = 600_000
/** What moves is asked again this often, and a service that fell silent a little less. */
const moving = 10_000
const silent = 30_000

/** What was found of one id: null where its service knows of nothing, undefined as long as nobody answered. */
export interface OneOfMany<T> {
  readonly data: T | null | undefined
  readonly isError: boolean
  /** Asks again for all that was not answered, together. */
  readonly retry: () => void
}

/**
 * What a batched look-up finds for an id, kept under the service's name; asked again while it `moves`, and until the service answers.
 */
export const useOneOfMany = <T>(
  [service, what]: readonly [service: string, what: string],
  id: string,
  find: (id: string) => Promise<T | null>,
  moves: (found: T | null) => boolean = () => false,
): OneOfMany<T> => {
  const client = useQueryClient()
  const query: UseQueryResult<T | null> = useQuery({
    queryKey: [service, what, id],
    queryFn: () => find(id),
    staleTime: fresh,
    retry: false,
    refetchInterval: ({ state: { status, data } }) =>
      status === 'error' ? silent : data !== undefined && moves(data) ? moving : false,
  })
  const unanswered = {
    queryKey: [service, what],
    predicate: ({ state }: { state: { status: string } }) => state.status === 'error',
  }
  return { data: query.data, isError: query.isError, retry: () => void client.refetchQueries(unanswered) }
}
