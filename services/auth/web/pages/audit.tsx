import { Button, Group, Text } from '@mantine/core'
import { type Column, Empty, ListTable, Moment, Page, PersonName, useText, useUrlState } from '@popug/ui-kit'
import { Details, Subject } from './audit-cells.tsx'
import { AuditFilterBar } from './audit-filters.tsx'
import { type AuditFilters, type Deed, useAudit } from './audit-list.ts'
import { SystemSections } from './system-sections.tsx'

const useColumns = (): Column<Deed>[] => {
  const text = useText()
  return [
    { key: 'when', title: text('audit.when'), cell: ({ at }) => <Moment at={at} /> },
    { key: 'who', title: text('audit.who'), cell: ({ actorId }) => <PersonName id={actorId} /> },
    { key: 'what', title: text('audit.what'), main: true, cell: ({ action }) => text(`audit.action.${action}`) },
    { key: 'subject', title: text('audit.subject'), cell: (deed) => <Subject {...deed} /> },
    { key: 'more', title: text('audit.more'), cell: (deed) => <Details {...deed} /> },
    { key: 'service', title: text('audit.service'), cell: ({ service }) => service, wideOnly: true },
  ]
}

/** What is not known for the silence of a service, in the place of the page's one sentence. */
const Answers = ({ silent, onAgain }: { readonly silent: readonly string[]; readonly onAgain: () => void }) => {
  const text = useText()
  return (
    <Group gap="sm" mih={32} role="status">
      <Text c="dimmed">
        {silent.length > 0 ? text('audit.silent', { services: silent.join(', ') }) : text('audit.hint')}
      </Text>
      {silent.length > 0 && (
        <Button size="xs" variant="default" onClick={onAgain}>
          {text('audit.again')}
        </Button>
      )}
    </Group>
  )
}

const noFilters: AuditFilters = { actorId: '', action: '', from: '', to: '' }

/** For admins: who did what in any service, newest first; the filters live in the address. */
const Audit = () => {
  const text = useText()
  const [filters, setFilters] = useUrlState(noFilters)
  const deeds = useAudit(filters)
  return (
    <Page title={text('audit.title')}>
      <SystemSections />
      <Answers silent={deeds.data ? deeds.silent : []} onAgain={() => deeds.refetch()} />
      <AuditFilterBar filters={filters} onChange={setFilters} />
      <ListTable
        of={deeds}
        label={text('audit.title')}
        columns={useColumns()}
        rowKey={({ service, id }) => `${service} ${id}`}
        empty={
          <Empty
            title={text('audit.none')}
            action={
              Object.values(filters).some(Boolean) && (
                <Button variant="default" onClick={() => setFilters(noFilters)}>
                  {text('audit.showAll')}
                </Button>
              )
            }
          />
        }
      />
    </Page>
  )
}

export default Audit
