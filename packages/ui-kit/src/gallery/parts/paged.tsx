import { PagedTable } from '../../components/paged-table.tsx'
import { Pager } from '../../components/pager.tsx'
import { RefusedLines } from '../../components/refused-lines.tsx'
import { useText } from '../../i18n/text.ts'
import { Empty } from '../../states/empty.tsx'
import { Exhibit, Specimen } from '../exhibit.tsx'
import { paged, problems, type Row } from '../samples.ts'

const turn = (): void => {}

interface PagedTablesProps {
  readonly rows: readonly Row[]
}

/** Lists a page at a time, the ways between the pages, and what of a file was refused. */
export const PagedTables = ({ rows }: PagedTablesProps) => {
  const text = useText()
  const shared = {
    label: text('sample.tasks'),
    columns: [{ key: 'title', title: text('sample.title'), main: true, cell: (row: Row) => row.title }],
    rowKey: (row: Row) => row.id,
    empty: <Empty title={text('sample.empty')} />,
  }
  const some = rows.slice(0, 2)
  return (
    <>
      <Exhibit of="PagedTable">
        <Specimen state="loading" wide>
          <PagedTable {...shared} of={paged<Row>({})} />
        </Specimen>
        <Specimen state="error" wide>
          <PagedTable {...shared} of={paged<Row>({ error: problems.silent })} />
        </Specimen>
        <Specimen state="pager.turning" wide>
          <PagedTable {...shared} of={paged({ data: some, turning: true, toNext: turn })} />
        </Specimen>
      </Exhibit>
      <Exhibit of="Pager">
        <Specimen state="pager.first">
          <Pager label={text('state.pager.first')} of={paged({ data: some, toNext: turn })} />
        </Specimen>
        <Specimen state="pager.middle">
          <Pager
            label={text('state.pager.middle')}
            of={paged({ data: some, page: 1208, toFirst: turn, toBefore: turn, toNext: turn })}
          />
        </Specimen>
        <Specimen state="pager.last">
          <Pager label={text('state.pager.last')} of={paged({ data: some, page: 3, toFirst: turn, toBefore: turn })} />
        </Specimen>
      </Exhibit>
      <Exhibit of="RefusedLines">
        <Specimen state="ready" wide>
          <RefusedLines
            save={() => Promise.resolve()}
            lines={[
              { line: 3, column: 'title', reason: text('sample.wrong') },
              { line: 1208, column: '', reason: text('sample.long') },
            ]}
          />
        </Specimen>
      </Exhibit>
    </>
  )
}
