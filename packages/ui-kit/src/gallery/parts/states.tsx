import { Button } from '@mantine/core'
import { ShortId } from '../../components/names.tsx'
import { useText } from '../../i18n/text.ts'
import { pages } from '../../session/places.ts'
import { Empty } from '../../states/empty.tsx'
import { Loading } from '../../states/loading.tsx'
import { NotKnownYet } from '../../states/not-known-yet.tsx'
import { Problem } from '../../states/problem.tsx'
import { Query } from '../../states/query.tsx'
import { Quiet } from '../../widgets/quiet.tsx'
import { StateThere } from '../../widgets/state-there.tsx'
import { WidgetSlot } from '../../widgets/widget-slot.tsx'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'
import { asked, ids, problems } from '../samples.ts'

const retry = (): void => {}
const shapes = ['rows', 'text', 'figure', 'chart', 'overview'] as const
/** What another service says of a payout. */
const there = {
  'asked.known': { data: { id: ids.known, status: 'sent' }, isError: false, retry },
  'asked.unknown': { data: null, isError: false, retry },
  late: { data: undefined, isError: true, retry },
} as const

const Asked = () => {
  const text = useText()
  const empty = <Empty title={text('sample.empty')} />
  return (
    <Exhibit of="Query">
      <Specimen state="loading" wide>
        <Query of={asked<string[]>({})}>{() => null}</Query>
      </Specimen>
      <Specimen state="empty" wide>
        <Query of={asked<string[]>({ data: [] })} empty={empty}>
          {() => null}
        </Query>
      </Specimen>
      <Specimen state="error" wide>
        <Query of={asked<string[]>({ error: problems.silent })}>{() => null}</Query>
      </Specimen>
      <Specimen state="ready" wide>
        <Query of={asked({ data: [text('sample.task')] })}>{(data) => data.join()}</Query>
      </Specimen>
    </Exhibit>
  )
}

/** Before the answer, without it, and instead of it. */
export const States = () => {
  const text = useText()
  return (
    <Group name="states">
      <Exhibit of="Loading">
        {shapes.map((shape) => (
          <Specimen key={shape} state={`shape.${shape}`} wide>
            <Loading shape={shape} {...(shape === 'chart' ? {} : { count: 3 })} />
          </Specimen>
        ))}
      </Exhibit>
      <Exhibit of="Empty">
        <Specimen state="empty" wide>
          <Empty title={text('sample.empty')} action={<Button>{text('sample.create')}</Button>} />
        </Specimen>
        <Specimen state="nothingFound" wide>
          <Empty parrot="searching" title={text('sample.nothingFound')} />
        </Specimen>
        <Specimen state="allDone" wide>
          <Empty parrot="asleep" title={text('sample.allDone')} />
        </Specimen>
      </Exhibit>
      <Exhibit of="Problem">
        <Specimen state="error" wide>
          <Problem error={problems.silent} onRetry={retry} />
        </Specimen>
        <Specimen state="askedAgain" wide>
          <Problem error={problems.silent} onRetry={retry} asking />
        </Specimen>
        <Specimen state="refused" wide>
          <Problem error={problems.forbidden} />
        </Specimen>
        <Specimen state="fields" wide>
          <Problem error={problems.fields} />
        </Specimen>
      </Exhibit>
      <Exhibit of="NotKnownYet">
        <Specimen state="late">
          <NotKnownYet of={text('sample.task')} />
        </Specimen>
      </Exhibit>
      <Exhibit of="WidgetSlot">
        <Specimen state="asked.known">
          <WidgetSlot name="accounts/task/v1" context={{ taskId: ids.known }} />
        </Specimen>
        <Specimen state="asked.unknown">
          <WidgetSlot
            name="analytics/task/v1"
            context={{ taskId: ids.unknown }}
            fallback={<ShortId id={ids.unknown} />}
          />
        </Specimen>
      </Exhibit>
      <Exhibit of="StateThere">
        {Object.entries(there).map(([state, asked]) => (
          <Specimen key={state} state={state}>
            <StateThere service="billing" of="payout" icon="card" asked={asked} page={pages.payout} />
          </Specimen>
        ))}
      </Exhibit>
      <Exhibit of="Quiet">
        <Specimen state="late">
          <Quiet service="tasks" onRetry={retry} />
        </Specimen>
      </Exhibit>
      <Asked />
    </Group>
  )
}
