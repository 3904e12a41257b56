import { Code, Paper, Stack, Text } from '@mantine/core'
import type { TaskImport } from '@popug/contracts/task-imports.ts'
import { taskRoutes } from '@popug/contracts/tasks.ts'
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
import { SectionLinks } from '../parts/section-links.tsx'

const Upload = () => {
  const text = useText()
  const go = useGo()
  const create = useAction(taskRoutes.createImport, { onSuccess: ({ id }) => go(`/imports/${id}`) })
  return (
    <UploadButton send={(body) => create.run({ body })} sending={create.running}>
      {text('imports.choose')}
    </UploadButton>
  )
}

const Explanation = () => {
  const text = useText()
  return (
    <Paper withBorder p="md">
      <Stack gap="xs">
        <Text>{text('imports.what')}</Text>
        <Code block>{`title,description,key\n${text('imports.example')}`}</Code>
      </Stack>
    </Paper>
  )
}

/** Tasks from a CSV: how it is written, the button, and the imports of before. */
const Imports = () => {
  const text = useText()
  const format = useFormat()
  const imports = useList(taskRoutes.listImports, {}, { refetchInterval: 3_000 })
  const columns: Column<TaskImport>[] = [
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
      title: text('field.status'),
      cell: ({ status }) => <StatusBadge of="reassignment" status={status} />,
    },
    { key: 'total', title: text('imports.lines'), end: true, cell: ({ total }) => format.number(total) },
    { key: 'created', title: text('imports.created'), end: true, cell: ({ created }) => format.number(created) },
    {
      key: 'refused',
      title: text('imports.refused'),
      end: true,
      // The list tells the first refused lines only; at the end the rest follows from the other two figures.
      cell: ({ status, total, created, refused }) =>
        status === 'done' ? format.number(total - created) : refused.length > 0 ? '…' : format.number(0),
    },
  ]
  return (
    <Page title={text('section.imports')} actions={<Upload />}>
      <SectionLinks />
      <Explanation />
      <ListTable
        of={imports}
        label={text('section.imports')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('imports.none')} />}
      />
    </Page>
  )
}

export default Imports
