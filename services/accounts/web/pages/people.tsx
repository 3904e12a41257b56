import { SegmentedControl } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { Empty, ListTable, Page, useList, useMe, useText, useUrlState } from '@popug/ui-kit'
import { useAccountColumns } from '../parts/account-columns.tsx'
import { CorrectionButton } from '../parts/correction.tsx'
import { keepers } from '../parts/overseers.ts'
import { SectionLinks } from '../parts/section-links.tsx'

/** Everyone's balances, or only those in debt. */
const People = () => {
  const text = useText()
  const me = useMe()
  const [{ show }, setFilter] = useUrlState({ show: 'all' })
  const accounts = useList(
    accountRoutes.listAccounts,
    { query: { negative: show === 'debt' ? true : undefined } },
    { keep: true },
  )
  return (
    <Page title={text('people.title')} actions={keepers.includes(me.role) && <CorrectionButton />}>
      <SectionLinks />
      <SegmentedControl
        aria-label={text('people.show')}
        value={show}
        onChange={(next) => setFilter({ show: next })}
        data={[
          { value: 'all', label: text('people.all') },
          { value: 'debt', label: text('people.inDebt') },
        ]}
        style={{ alignSelf: 'flex-start' }}
      />
      <ListTable
        of={accounts}
        label={text('people.title')}
        columns={useAccountColumns()}
        rowKey={({ userId }) => userId}
        empty={<Empty title={text(show === 'debt' ? 'company.noDebtors' : 'people.none')} />}
      />
    </Page>
  )
}
export default People
