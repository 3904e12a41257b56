import { Code, Paper, Stack, Text } from '@mantine/core'
import { type UserImport, userImportRoutes } from '@popug/contracts/user-imports.ts'
import {
  type Column,
  Empty,
  ListTable,
  Moment,
  Page,
  PageLink,
  StatusBadge,
  UploadButton,
  useAction,
  useFormat,
  useGo,
  useList,
  useText,
} from '@popug/ui-kit'

const Upload = () => {
  const text = useText()
  const go = useGo()
  const create = useAction(userImportRoutes.createUserImport, { onSuccess: ({ id }) => go(`/imports/${id}`) })
  return (
    <UploadButton send={(body) => create.run({ body })} sending={create.running}>
      {text('imports.choose')}
    </UploadButton>
  )
}

const useColumns = (): Column<UserImport>[] => {
  const text = useText()
  const format = useFormat()
  return [
    {
      key: 'when',
      title: text('imports.when'),
      main: true,
      cell: ({ id, createdAt }) => (
        <PageLink to="/imports/$id" params={{ id }}>
          <Moment at={createdAt} />
        </PageLink>
      ),
    },
    {
      key: 'status',
      title: text('state'),
      cell: ({ status }) => <StatusBadge of="reassignment" status={status} />,
    },
    { key: 'total', title: text('imports.lines'), end: true, cell: ({ total }) => format.number(total) },
    { key: 'created', title: text('imports.created'), end: true, cell: ({ created }) => format.number(created) },
    {
      key: 'without',
      title: text('imports.withoutPassword'),
      end: true,
      cell: ({ withoutPassword }) => format.number(withoutPassword),
    },
  ]
}

/** People from a CSV, for admins: how it is written, the button, and the imports of before. */
const UserImports = () => {
  const text = useText()
  const imports = useList(userImportRoutes.listUserImports, {}, { refetchInterval: 3_000 })
  return (
    <Page title={text('imports.title')} actions={<Upload />}>
      <PageLink to="/users">{text('user.back')}</PageLink>
      <Paper withBorder p="md">
        <Stack gap="xs">
          <Text>{text('imports.what')}</Text>
          <Code block>{`email,name,role,language\n${text('imports.example')}`}</Code>
        </Stack>
      </Paper>
      <ListTable
        of={imports}
        label={text('imports.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={<Empty title={text('imports.none')} />}
      />
    </Page>
  )
}

export default UserImports
