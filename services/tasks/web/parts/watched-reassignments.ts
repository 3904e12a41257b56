import { type Reassignment, taskRoutes } from '@popug/contracts/tasks.ts'
import { useInvalidate, useRoute } from '@popug/ui-kit'
import { useEffect, useRef, useState } from 'react'
import { useOversees } from './overseers.ts'

/**
 * Milliseconds between two looks while one is under way, for those who may begin one and for the many others; and otherwise:
 * that one began, the stream of hints tells first.
 */
const whileRunning = { overseer: 1_000, other: 3_000 }
const otherwise = 15_000

const isUnderWay = ({ status }: Reassignment): boolean => status !== 'done'

interface Watched {
  /** Those that wait or run, the oldest first. */
  readonly running: readonly Reassignment[]
  /** Those that ended while this page was open, the newest first. */
  readonly ended: readonly Reassignment[]
  /** Takes an ended one from sight. */
  readonly dismiss: (id: string) => void
}

/** The reassignments of all, whoever began them; tasks on the page are asked for again when one has ended. */
export const useWatchedReassignments = (): Watched => {
  const invalidate = useInvalidate()
  const soon = whileRunning[useOversees() ? 'overseer' : 'other']
  const { data } = useRoute(
    taskRoutes.listCurrentReassignments,
    {},
    { refetchInterval: (last) => (last?.items.some(isUnderWay) ? soon : otherwise) },
  )
  const runs = data?.items ?? []
  const running = runs.filter(isUnderWay).reverse()

  // What had ended before the page was opened is history, and stands on its own page.
  const old = useRef<Set<string> | null>(null)
  if (data && !old.current) old.current = new Set(runs.filter(({ status }) => status === 'done').map(({ id }) => id))
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set())
  const ended = runs.filter(({ id, status }) => status === 'done' && !old.current?.has(id) && !dismissed.has(id))

  const before = useRef(0)
  useEffect(() => {
    if (running.length < before.current)
      void invalidate([taskRoutes.listTasks, taskRoutes.listBoard, taskRoutes.countReassignable])
    before.current = running.length
  }, [running.length, invalidate])
  return { running, ended, dismiss: (id) => setDismissed((all) => new Set([...all, id])) }
}
