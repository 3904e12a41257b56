import { Group, SegmentedControl, SimpleGrid, Stack } from '@mantine/core'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { Empty, Loading, Page, Pager, Query, useFilters, usePagedList, useText } from '@popug/ui-kit'
import { BoardLaneCard } from '../parts/board-lane.tsx'
import { CreateTask } from '../parts/create-task.tsx'
import { useOversees } from '../parts/overseers.ts'
import { ReassignAll } from '../parts/reassign-all.tsx'
import { RunningReassignment } from '../parts/running-reassignment.tsx'
import { SearchField } from '../parts/search-field.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

const noFilters = { q: '', holding: '' as '' | 'some' | 'none' }
const lanesOfPage = 30

/** Who does what: a lane for every performer with their open tasks, those without any too. */
const Board = () => {
  const text = useText()
  const [{ q, holding }, setFilters] = useFilters(noFilters)
  const query = { q: q.trim() || undefined, holding: holding || undefined, limit: lanesOfPage }
  const lanes = usePagedList(taskRoutes.listBoard, { query }, { refetchInterval: 15_000 })
  const oversees = useOversees()
  const actions = (
    <Group gap="sm">
      {oversees && <ReassignAll />}
      <CreateTask />
    </Group>
  )
  const filtered = q !== '' || holding !== ''
  return (
    <Page title={text('section.board')} actions={actions}>
      <SectionLinks />
      <RunningReassignment />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" style={{ alignItems: 'end' }}>
        <SearchField q={q} hint={text('board.searchHint')} onChange={(next) => setFilters({ q: next })} />
        <SegmentedControl
          aria-label={text('board.holding')}
          value={holding}
          onChange={(next) => setFilters({ holding: next as typeof holding })}
          data={[
            { value: '', label: text('board.everyone') },
            { value: 'some', label: text('board.some') },
            { value: 'none', label: text('board.none') },
          ]}
        />
      </SimpleGrid>
      <Stack gap="md" aria-busy={lanes.turning}>
        <Query
          of={lanes}
          loading={<Loading shape="figure" count={6} />}
          empty={<Empty title={text(filtered ? 'board.nobodyFits' : 'board.nobody')} />}
        >
          {(found) => (
            <SimpleGrid component="ul" cols={{ base: 1, sm: 2, lg: 3 }} spacing="sm" m={0} p={0}>
              {found.map((lane) => (
                <BoardLaneCard key={lane.userId} lane={lane} />
              ))}
            </SimpleGrid>
          )}
        </Query>
        <Pager of={lanes} label={text('section.board')} />
      </Stack>
    </Page>
  )
}

export default Board
