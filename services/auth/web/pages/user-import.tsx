import { Alert, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core'
import { type UserImport, userImportRoutes } from '@popug/contracts/user-imports.ts'
import {
  DataTable,
  DownloadButton,
  download,
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

const rowsAtOnce = 100

const RefusedLines = ({ lines }: { readonly lines: UserImport['refused'] }) => {
  const text = useText()
  const [shown, setShown] = useState(rowsAtOnce)
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
          { key: 'reason', title: text('imports.reason'), cell: ({ reason }) => text(`refused.${reason}`) },
        ]}
        onMore={shown < lines.length ? () => setShown(shown + rowsAtOnce) : undefined}
      />
    </Stack>
  )
}

/** How those who were registered come to a password. */
const Links = ({ report: { id, withoutPassword } }: { readonly report: UserImport }) => {
  const text = useText()
  if (withoutPassword === 0) return <Alert icon={<Icon name="check" />}>{text('imports.allHavePasswords')}</Alert>
  return (
    <Paper withBorder p="md">
      <Stack gap="sm" align="flex-start">
        <Text>{text('imports.linksWhat', { count: withoutPassword })}</Text>
        <DownloadButton save={() => download(userImportRoutes.inviteImported, 'invitations.csv', { params: { id } })}>
          {text('imports.links', { count: withoutPassword })}
        </DownloadButton>
      </Stack>
    </Paper>
  )
}

const Report = ({ report }: { readonly report: UserImport }) => {
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
      {status === 'done' && created > 0 && <Links report={report} />}
      {refused.length > 0 && <RefusedLines lines={refused} />}
    </Stack>
  )
}

/** One import of people: how far it is, the links for who was registered, and line by line why some are refused. */
const UserImportPage = () => {
  const text = useText()
  const id = useParam('id')
  const [done, setDone] = useState(false)
  const report = useRoute(userImportRoutes.getUserImport, { params: { id } }, { refetchInterval: done ? false : 1_000 })
  if (!done && report.data?.status === 'done') setDone(true)
  return (
    <Page title={text('imports.report')}>
      <PageLink to="/imports">{text('imports.others')}</PageLink>
      <Query of={report}>{(found) => <Report report={found} />}</Query>
    </Page>
  )
}

export default UserImportPage
