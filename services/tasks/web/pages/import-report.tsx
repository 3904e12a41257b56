import { Alert, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { type TaskImport, taskRoutes } from '@popug/contracts/tasks.ts'
import {
  DataTable,
  Icon,
  Page,
  PageLink,
  Query,
  StatusBadge,
  useFormat,
  useParam,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { useState } from 'react'
import { reasonKey } from '../parts/refused-reasons.ts'
import { SectionLinks } from '../parts/section-links.tsx'

const rowsAtOnce = 100

const RefusedLines = ({ lines }: { readonly lines: TaskImport['refused'] }) => {
  const text = useText()
  const [shown, setShown] = useState(rowsAtOnce)
  const reasonOf = (reason: string): string => {
    const key = reasonKey(reason)
    return key ? text(`refused.${key}`) : reason
  }
  return (
    <Stack gap="sm">
      <Title order={2}>{text('imports.refusedLines', { count: lines.length })}</Title>
      <DataTable
        label={text('imports.refused')}
        dense
        rows={lines.slice(0, shown)}
        rowKey={({ line }) => String(line)}
        columns={[
          { key: 'line', title: text('imports.line'), main: true, cell: ({ line }) => line },
          { key: 'reason', title: text('imports.reason'), cell: ({ reason }) => reasonOf(reason) },
        ]}
        onMore={shown < lines.length ? () => setShown(shown + rowsAtOnce) : undefined}
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
      {refused.length > 0 ? (
        <RefusedLines lines={refused} />
      ) : (
        status === 'done' && <Alert icon={<Icon name="check" />}>{text('imports.allCreated')}</Alert>
      )}
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
