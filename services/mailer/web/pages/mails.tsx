import { Button, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { type Mail, mailerRoutes } from '@popug/contracts/mailer.ts'
import {
  type Column,
  Empty,
  ListTable,
  Moment,
  Page,
  PageLink,
  PersonName,
  StatusBadge,
  useList,
  useMe,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { type Filters, MailFilters, wholeIdOrNothing } from '../parts/mail-filters.tsx'
import { isOverseer } from '../parts/overseers.ts'
import { SectionLinks } from '../parts/section-links.tsx'

const noFilters: Filters = { q: '', status: '', kind: '', userId: '', payoutId: '' }
/** Letters move by themselves; the page looks again this often, in milliseconds. */
const lookEvery = 10_000

const useColumns = (everyone: boolean): Column<Mail>[] => {
  const text = useText()
  return [
    {
      key: 'subject',
      title: text('subject'),
      main: true,
      cell: (mail) => (
        <PageLink to="/mails/$id" params={{ id: mail.id }}>
          {mail.subject || text(`kind.${mail.kind}`)}
        </PageLink>
      ),
    },
    ...(everyone
      ? [{ key: 'person', title: text('person'), cell: (mail: Mail) => <PersonName id={mail.userId} /> }]
      : []),
    { key: 'to', title: text('to'), cell: (mail) => mail.to || '—', wideOnly: true },
    { key: 'state', title: text('state'), cell: (mail) => <StatusBadge of="mail" status={mail.status} /> },
    { key: 'created', title: text('created'), cell: (mail) => <Moment at={mail.createdAt} />, end: true },
  ]
}

/** Letters, newest first: everyone's for accountants and admins, one's own for others. */
export const Mails = () => {
  const text = useText()
  const everyone = isOverseer(useMe().role)
  const [filters, setFilters] = useUrlState(noFilters)
  const payoutId = wholeIdOrNothing(filters.payoutId)
  const { status, kind, userId } = filters
  const [q] = useDebouncedValue(filters.q.trim(), 250)
  const query = {
    q: q || undefined,
    status: status || undefined,
    kind: kind || undefined,
    userId: userId || undefined,
    payoutId,
  }
  const mails = useList(mailerRoutes.listMails, { query }, { keep: true, refetchInterval: lookEvery })
  const title = text(everyone ? 'mails' : 'myMails')
  const narrowed = Object.values(query).some(Boolean)
  return (
    <Page title={title}>
      <SectionLinks />
      <Stack gap="md">
        <MailFilters filters={filters} onChange={setFilters} everyone={everyone} />
        <ListTable
          of={mails}
          label={title}
          columns={useColumns(everyone)}
          rowKey={(mail) => mail.id}
          empty={
            narrowed ? (
              <Empty
                title={text('noneFound')}
                action={
                  <Button variant="default" onClick={() => setFilters(noFilters)}>
                    {text('showAll')}
                  </Button>
                }
              />
            ) : (
              <Empty title={text(everyone ? 'none' : 'noneOfMine')} />
            )
          }
        />
      </Stack>
    </Page>
  )
}
