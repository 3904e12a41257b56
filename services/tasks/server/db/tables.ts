import type { ReassignmentStatus, TaskStatus } from '@popug/contracts/tasks.ts'

/** The tables of Tasks. Times are epoch milliseconds. */
export interface Tables {
  tasks: {
    id: string
    key: string
    title: string
    description: string
    status: TaskStatus
    userId: string
    authorId: string
    createdAt: number
    assignedAt: number
    closedAt: number | null
    /** How many times the task was assigned: the number of its last assignment. */
    assignments: number
    /** Key and title in lower case, for searching and sorting: neither database folds Cyrillic the same way. */
    keyFolded: string
    titleFolded: string
  }
  assignments: {
    id: string
    taskId: string
    number: number
    userId: string
    actorId: string
    at: number
    /** The reassignment of all that it belongs to. */
    runId: string | null
  }
  /** Active performers as Auth told them; places run from 0 without holes, so that one is drawn without reading all. */
  performers: { id: string; place: number; copiedAt: number }
  /** Whom the board shows, by name as Auth told it: who performs (1), and who did (0) and may hold tasks still. */
  people: { id: string; name: string; nameFolded: string; performs: number }
  counters: { name: string; value: number }
  reassignments: {
    id: string
    status: ReassignmentStatus
    total: number
    done: number
    actorId: string
    createdAt: number
    finishedAt: number | null
    /** The last task passed, and the last one there was when the run began. */
    cursorId: string | null
    boundId: string | null
  }
  imports: {
    id: string
    status: ReassignmentStatus
    total: number
    created: number
    actorId: string
    createdAt: number
  }
  /** A line waits while it has neither a task nor a reason; what it held is kept until then, of a refused one for good. */
  importLines: {
    importId: string
    line: number
    title: string
    description: string
    key: string | null
    reason: string | null
    taskId: string | null
    /** What a refused line held, as JSON of its texts by column. */
    given: string | null
  }
}
