import type { LogStanding } from '@popug/contracts/log.ts'
import { type TopicName, topicNames, topics } from '@popug/contracts/topology.ts'
import { type Column, DataTable, NotKnownYet, useFormat, useText } from '@popug/ui-kit'
import { Section } from './section.tsx'
import type { Standings } from './standings.ts'

interface Row {
  readonly topic: TopicName
  readonly said: LogStanding['topics'][number] | undefined
}

/** How much each speaker has said, how much of it has been numbered, and how much the courier has. */
export const OperationsSaid = ({ standings }: { readonly standings: Standings }) => {
  const text = useText()
  const format = useFormat()
  const rows = topicNames.map((topic): Row => {
    const { speaker } = topics[topic]
    return { topic, said: standings[speaker]?.topics.find((one) => one.topic === topic) }
  })
  const figure = (key: 'head' | 'published' | 'waiting' | 'epoch'): Column<Row> => ({
    key,
    title: text(`operations.${key}`),
    end: true,
    cell: ({ said }) => (said ? format.number(said[key]) : <NotKnownYet />),
  })
  const columns: Column<Row>[] = [
    {
      key: 'topic',
      title: text('operations.topic'),
      main: true,
      cell: ({ topic }) => `${topics[topic].speaker} → ${topic}`,
    },
    figure('head'),
    figure('published'),
    figure('waiting'),
    { ...figure('epoch'), wideOnly: true },
  ]
  return (
    <Section title={text('operations.said')}>
      <DataTable label={text('operations.said')} columns={columns} rows={rows} rowKey={({ topic }) => topic} />
    </Section>
  )
}
