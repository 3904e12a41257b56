import { Text } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import type { SharedCard } from '@popug/contracts/cards.ts'
import { type Column, Empty, ListTable, Page, useFormat, useList, useText } from '@popug/ui-kit'
import { CardName } from '../parts/card-name.tsx'
import { SectionLinks } from '../parts/section-links.tsx'
import { SharedCardPeople } from '../parts/shared-card-people.tsx'

/** Cards that more than one person has named. */
const SharedCardsPage = () => {
  const text = useText()
  const format = useFormat()
  const shared = useList(billingRoutes.listSharedCards, { query: {} }, { keep: true })
  const columns: readonly Column<SharedCard>[] = [
    {
      key: 'card',
      title: text('field.card'),
      main: true,
      cell: ({ last4, brand }) => <CardName last4={last4} brand={brand} />,
    },
    { key: 'people', title: text('shared.count'), end: true, cell: ({ people }) => format.number(people) },
    { key: 'who', title: text('shared.who'), cell: (card) => <SharedCardPeople {...card} /> },
  ]
  return (
    <Page title={text('section.shared')}>
      <SectionLinks />
      <Text c="dimmed">{text('shared.what')}</Text>
      <ListTable
        of={shared}
        label={text('section.shared')}
        columns={columns}
        rowKey={({ userIds }) => userIds[0] ?? ''}
        empty={<Empty parrot="asleep" title={text('shared.none')} />}
      />
    </Page>
  )
}

export default SharedCardsPage
