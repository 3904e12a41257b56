import { Alert, Group, Paper, Progress, Stack, Text } from '@mantine/core'
import { type UserImport, userImportRoutes } from '@popug/contracts/user-imports.ts'
import {
  DownloadButton,
  download,
  Icon,
  Page,
  PageLink,
  Query,
  RefusedLines,
  StatusBadge,
  saveCsv,
  useFormat,
  useParam,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { useState } from 'react'

/** The column that a reason is about: `email_taken` names it in its first word. */
const columnOf = (reason: string): string => /^(email|name|role|language)_/.exec(reason)?.[1] ?? ''

const Refused = ({ refused }: { readonly refused: UserImport['refused'] }) => {
  const text = useText()
  const lines = refused.map(({ line, reason }) => ({
    line,
    column: columnOf(reason),
    reason: text(`refused.${reason}`),
  }))
  // What the lines held is not kept: it was about people who are not registered here.
  const save = async (): Promise<void> =>
    saveCsv('refused-lines.csv', [
      ['line', 'column', 'reason'],
      ...lines.map(({ line, column, reason }) => [line, column, reason]),
    ])
  return <RefusedLines lines={lines} save={save} />
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
      {refused.length > 0 && <Refused refused={refused} />}
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
