import { Anchor } from '@mantine/core'
import { type Task, taskRoutes } from '@popug/contracts/tasks.ts'
import { batched, call, pages, Quiet, ShortId, useOneOfMany, widgetFor } from '@popug/ui-kit'

const find = batched<Task>(
  async (ids) => (await call(taskRoutes.listTasks, { query: { ids: ids.join(','), limit: ids.length } })).items,
  ({ id }) => id,
)

/** A task's key and title, leading to its page; the short id while that is on its way, or where no such task is known. */
const TaskTitle = ({ context: { taskId } }: { readonly context: { readonly taskId: string } }) => {
  const { data, isError, retry } = useOneOfMany(['tasks', 'title'], taskId, find)
  if (data) return <Anchor href={pages.task(taskId)}>{data.key ? `${data.key} · ${data.title}` : data.title}</Anchor>
  return isError ? <Quiet service="tasks" onRetry={retry} /> : <ShortId id={taskId} />
}
export default widgetFor(['accounts/task/v1', 'analytics/task/v1', 'auth/task/v1'], TaskTitle)
