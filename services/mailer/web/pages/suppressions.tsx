import { Text } from '@mantine/core'
import { mailerRoutes, type Suppression } from '@popug/contracts/mailer.ts'
import { type Column, Empty, ListTable, Moment, Page, PageLink, PersonName, useList, useText } from '@popug/ui-kit'
import { LiftSuppression } from '../parts/lift-suppression.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

const useColumns = (): Column<Suppression>[] => {
  const text = useText()
  return [
    { key: 'address', title: text('suppression.address'), main: true, cell: ({ address }) => address },
    { key: 'person', title: text('person'), cell: ({ userId }) => <PersonName id={userId} /> },
    {
      key: 'failure',
      title: text('suppression.failure'),
      cell: ({ failure, mailId }) => (
        <PageLink to="/mails/$id" params={{ id: mailId }} style={{ overflowWrap: 'anywhere' }}>
          {failure}
        </PageLink>
      ),
    },
    { key: 'bounced', title: text('suppression.bounced'), cell: ({ bouncedAt }) => <Moment at={bouncedAt} /> },
    { key: 'lift', title: '', end: true, cell: (suppression) => <LiftSuppression suppression={suppression} /> },
  ]
}

/** The addresses that no letter goes to because letters bounced, to be let go when they are right again. */
const Suppressions = () => {
  const text = useText()
  const suppressions = useList(mailerRoutes.listSuppressions, { query: {} })
  return (
    <Page title={text('section.suppressions')}>
      <SectionLinks />
      <Text c="dimmed">{text('suppression.about')}</Text>
      <ListTable
        of={suppressions}
        label={text('section.suppressions')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={<Empty parrot="asleep" title={text('suppression.none')} />}
      />
    </Page>
  )
}

export default Suppressions
