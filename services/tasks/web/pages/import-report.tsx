import { Alert, Group, Progress, Stack, Text, Title } from '@mantine/core'
import type { TaskImport, TaskImportLine } from '@popug/contracts/task-imports.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import {
  type Column,
  download,
  Icon,
  Page,
  PagedTable,
  PageLink,
  Query,
  RefusedLines,
  StatusBadge,
  useFormat,
  usePagedList,
  useParam,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { useState } from 'react'
import { reasonKey } from '../parts/refused-reasons.ts'
import { SectionLinks } from '../parts/section-links.tsx'

const Refused = ({ report: { id, refused } }: { readonly report: TaskImport }) => {
  const text = useText()
  const lines = refused.map(({ line, reason, column }) => {
    const key = reasonKey(reason)
    return { line, column: column ?? '', reason: key ? text(`refused.${key}`) : reason }
  })
  const asked = { params: { id }, query: { outcome: 'refused' as const } }
  return <RefusedLines lines={lines} save={() => download(taskRoutes.listImportLines, 'refused-lines.csv', asked)} />
}

/** The lines that became tasks, each with the way to it. */
const Created = ({ report: { id } }: { readonly report: TaskImport }) => {
  const text = useText()
  const format = useFormat()
  const created = usePagedList(taskRoutes.listImportLines, { params: { id }, query: { outcome: 'created' } })
  const columns: Column<TaskImportLine>[] = [
    { key: 'line', title: text('imports.line'), cell: ({ line }) => format.number(line) },
    { key: 'key', title: text('field.key'), cell: ({ task }) => task?.key },
    {
      key: 'task',
      title: text('task'),
      main: true,
      cell: ({ task }) =>
        task && (
          <PageLink to="/$id" params={{ id: task.id }}>
            {task.title}
          </PageLink>
        ),
    },
  ]
  return (
    <Stack gap="sm" component="section" aria-label={text('imports.linesCreated')}>
      <Title order={2}>{text('imports.linesCreated')}</Title>
      <PagedTable
        of={created}
        label={text('imports.linesCreated')}
        dense
        columns={columns}
        rowKey={({ line }) => String(line)}
        empty={null}
      />
    </Stack>
  )
}

const Report = ({ report }: { readonly report: TaskImport }) => {
  const text = useText()
  const format = useFormat()
  const { status, total, created, refused } = report
  return (
    <Stack gap="lg">
      <Group gap="md">
        <StatusBadge of="reassignment" status={status} />
        <Text className="popug-figures">
          {text('imports.soFar', { created: format.number(created), total: format.number(total - refused.length) })}
        </Text>
      </Group>
      <Progress.Root size="md">
        <Progress.Section value={((created + refused.length) / total) * 100} aria-label={text('imports.progress')} />
      </Progress.Root>
      {status === 'done' && refused.length === 0 && (
        <Alert icon={<Icon name="check" />}>{text('imports.allCreated')}</Alert>
      )}
      {refused.length > 0 && <Refused report={report} />}
      {created > 0 && <Created report={report} />}
    </Stack>
  )
}

/** One import: how far it is, and line by line why some are refused. */
const ImportReport = () => {
  const text = useText()
  const id = useParam('id')
  const [done, setDone] = useState(false)
  const report = useRoute(taskRoutes.getImport, { params: { id } }, { refetchInterval: done ? false : 1_000 })
  if (!done && report.data?.status === 'done') setDone(true)
  return (
    <Page title={text('imports.report')}>
      <SectionLinks />
      <PageLink to="/imports">{text('imports.others')}</PageLink>
      <Query of={report}>{(found) => <Report report={found} />}</Query>
    </Page>
  )
}

export default ImportReport
