import { type Reassignment, taskRoutes } from '@popug/contracts/tasks.ts'
import { type Column, Empty, ListTable, Moment, Page, PersonName, StatusBadge, useList, useText } from '@popug/ui-kit'
import { ReassignAll } from '../parts/reassign-all.tsx'
import { ReassignmentProgress } from '../parts/reassignment-progress.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

/** Reassignments of all: those under way with their progress, and those of before. */
const Reassignments = () => {
  const text = useText()
  const runs = useList(taskRoutes.listReassignments, {}, { refetchInterval: 1_000 })
  const columns: Column<Reassignment>[] = [
    { key: 'asked', title: text('reassign.asked'), main: true, cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { key: 'by', title: text('reassign.by'), cell: ({ actorId }) => <PersonName id={actorId} /> },
    {
      key: 'status',
      title: text('field.status'),
      cell: ({ status }) => <StatusBadge of="reassignment" status={status} />,
    },
    { key: 'progress', title: text('reassign.progress'), cell: (run) => <ReassignmentProgress run={run} /> },
    {
      key: 'finished',
      title: text('reassign.finished'),
      cell: ({ finishedAt }) => (finishedAt === null ? null : <Moment at={finishedAt} />),
      wideOnly: true,
    },
  ]
  return (
    <Page title={text('section.reassignments')} actions={<ReassignAll />}>
      <SectionLinks />
      <ListTable
        of={runs}
        label={text('section.reassignments')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('reassign.none')} />}
      />
    </Page>
  )
}

export default Reassignments
