import { Text } from '@mantine/core'
import type { Task } from '@popug/contracts/tasks.ts'
import { type Column, Moment, PageLink, PersonName, StatusBadge, type useText } from '@popug/ui-kit'

/** The columns that tables of tasks are made of. */
export const taskColumns = (text: ReturnType<typeof useText>) =>
  ({
    key: {
      key: 'key',
      title: text('field.key'),
      cell: ({ key }) => (
        <Text component="span" ff="monospace" size="sm">
          {key}
        </Text>
      ),
    },
    title: {
      key: 'title',
      title: text('field.title'),
      main: true,
      cell: ({ id, title }) => (
        <PageLink to="/$id" params={{ id }} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </PageLink>
      ),
    },
    status: {
      key: 'status',
      title: text('field.status'),
      cell: ({ status }) => <StatusBadge of="task" status={status} />,
    },
    performer: { key: 'performer', title: text('field.performer'), cell: ({ userId }) => <PersonName id={userId} /> },
    assigned: { key: 'assigned', title: text('field.assigned'), cell: ({ assignedAt }) => <Moment at={assignedAt} /> },
    closed: {
      key: 'closed',
      title: text('field.closed'),
      cell: ({ closedAt }) => (closedAt === null ? null : <Moment at={closedAt} />),
    },
    created: {
      key: 'created',
      title: text('field.created'),
      cell: ({ createdAt }) => <Moment at={createdAt} />,
      wideOnly: true,
    },
  }) satisfies Record<string, Column<Task>>
