import type { LogStanding } from '@popug/contracts/log.ts'
import { type ServiceName, type TopicName, topicNames, topics } from '@popug/contracts/topology.ts'
import { type Column, DataTable, Moment, NotKnownYet, StatusBadge, useFormat, useText } from '@popug/ui-kit'
import type { ReactNode } from 'react'
import { Section } from './section.tsx'
import type { Standings } from './standings.ts'

interface Row {
  readonly topic: TopicName
  readonly listener: ServiceName
  readonly heard: LogStanding['items'][number] | undefined
  /** How much has been said, as the speaker tells it. */
  readonly said: number | undefined
}

/** Every listener of every topic, whether it answers or not. */
const rowsOf = (standings: Standings): Row[] =>
  topicNames.flatMap((topic) =>
    topics[topic].listeners.map((listener) => ({
      topic,
      listener,
      heard: standings[listener]?.items.find((item) => item.topic === topic),
      said: standings[topics[topic].speaker]?.topics.find((one) => one.topic === topic)?.head,
    })),
  )

/** How far a listener is behind: known only where it and its speaker both tell. */
const Lag = ({ heard, said }: Row) => {
  const text = useText()
  const format = useFormat()
  const head = said ?? heard?.head
  if (!heard || head === null || head === undefined) return <NotKnownYet />
  const lag = Math.max(0, head - heard.position)
  if (lag === 0) return <StatusBadge tone="good" word={text('operations.nothingBehind')} />
  const events = text('operations.events', { count: lag })
  const word =
    heard.lagSeconds === null ? events : text('operations.behind', { events, seconds: format.number(heard.lagSeconds) })
  return <StatusBadge tone="waiting" word={word} />
}

/** Where every listener stands, and how far it is behind. */
export const OperationsHeard = ({ standings }: { readonly standings: Standings }) => {
  const text = useText()
  const format = useFormat()
  const known = (heard: Row['heard'], cell: (heard: NonNullable<Row['heard']>) => ReactNode): ReactNode =>
    heard ? cell(heard) : <NotKnownYet />
  const columns: Column<Row>[] = [
    {
      key: 'listener',
      title: text('operations.listener'),
      main: true,
      cell: ({ listener, topic }) => `${listener} ← ${topic}`,
    },
    {
      key: 'position',
      title: text('operations.position'),
      end: true,
      cell: ({ heard }) => known(heard, ({ position }) => format.number(position)),
    },
    {
      key: 'head',
      title: text('operations.head'),
      end: true,
      cell: ({ said }) => (said === undefined ? <NotKnownYet /> : format.number(said)),
    },
    { key: 'lag', title: text('operations.lag'), cell: (row) => <Lag {...row} /> },
    {
      key: 'parked',
      title: text('operations.parked'),
      end: true,
      cell: ({ heard }) =>
        known(heard, ({ parked }) =>
          parked > 0 ? <StatusBadge tone="bad" word={format.number(parked)} /> : format.number(0),
        ),
    },
    {
      key: 'moved',
      title: text('operations.moved'),
      wideOnly: true,
      cell: ({ heard }) => known(heard, ({ updatedAt }) => (updatedAt ? <Moment at={updatedAt} /> : '–')),
    },
  ]
  return (
    <Section title={text('operations.heard')}>
      <DataTable
        label={text('operations.heard')}
        columns={columns}
        rows={rowsOf(standings)}
        rowKey={({ topic, listener }) => `${listener} ${topic}`}
      />
    </Section>
  )
}
