import { Anchor, Button } from '@mantine/core'
import { useState } from 'react'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { ListTable } from '../../components/list-table.tsx'
import { moneyColumn } from '../../components/money-column.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { Moment } from '../../components/times.tsx'
import { useText } from '../../i18n/text.ts'
import { Empty } from '../../states/empty.tsx'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'
import { listed, problems, type Row, rowsOf } from '../samples.ts'
import { PagedTables } from './paged.tsx'

const useColumns = (): Column<Row>[] => {
  const text = useText()
  return [
    { key: 'key', title: text('sample.key'), cell: (row) => <code>{row.key}</code> },
    {
      key: 'title',
      title: text('sample.title'),
      main: true,
      cell: (row) => <Anchor href="#tables">{row.title}</Anchor>,
    },
    { key: 'status', title: text('sample.status'), cell: (row) => <StatusBadge of="task" status={row.status} /> },
    { key: 'at', title: text('sample.at'), wideOnly: true, cell: (row) => <Moment at={row.at} /> },
    moneyColumn('minor', text('sample.amount'), { currency: 'USD', signed: true }),
    {
      key: 'act',
      title: '',
      end: true,
      cell: (row) => (
        <Button size="compact-sm" variant="light" disabled={row.status === 'closed'}>
          {text('sample.close')}
        </Button>
      ),
    },
  ]
}

const useRows = (): Row[] => {
  const text = useText()
  const [now] = useState(Date.now)
  const titles = ['task', 'short', 'long', 'unbroken', 'cyrillic'].map((name) => text(`sample.${name}`))
  return rowsOf(titles, now)
}

/** Rows of 40 px and of 32, and a list before, without and with them. */
export const Tables = () => {
  const text = useText()
  const columns = useColumns()
  const rows = useRows()
  const shared = { label: text('sample.tasks'), columns, rowKey: (row: Row) => row.id }
  const empty = <Empty title={text('sample.empty')} />
  return (
    <Group name="tables">
      <Exhibit of="DataTable">
        <Specimen state="comfortable" wide>
          <DataTable {...shared} rows={rows} onMore={() => {}} />
        </Specimen>
        <Specimen state="dense" wide>
          <DataTable {...shared} rows={rows} dense onMore={() => {}} loadingMore />
        </Specimen>
        <Specimen state="readOnly" wide>
          <DataTable {...shared} columns={columns.filter(({ key }) => key !== 'act')} rows={rows.slice(0, 2)} />
        </Specimen>
      </Exhibit>
      <Exhibit of="ListTable">
        <Specimen state="loading" wide>
          <ListTable {...shared} of={listed<Row>({})} empty={empty} />
        </Specimen>
        <Specimen state="empty" wide>
          <ListTable {...shared} of={listed<Row>({ data: [] })} empty={empty} />
        </Specimen>
        <Specimen state="error" wide>
          <ListTable {...shared} of={listed<Row>({ error: problems.silent })} empty={empty} />
        </Specimen>
        <Specimen state="ready" wide>
          <ListTable {...shared} of={listed({ data: rows.slice(0, 2), hasMore: true })} empty={empty} />
        </Specimen>
      </Exhibit>
      <PagedTables rows={rows} />
    </Group>
  )
}
