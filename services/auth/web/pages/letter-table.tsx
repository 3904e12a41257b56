import { Button, Group, Text, Title } from '@mantine/core'
import { type DeadLetter, logRoutes } from '@popug/contracts/log.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import {
  type Column,
  ConfirmButton,
  ListTable,
  Moment,
  notifyDone,
  StatusBadge,
  useAction,
  useFormat,
  useList,
  useText,
} from '@popug/ui-kit'
import { LetterPayload } from './letter-payload.tsx'

interface LetterTableProps {
  readonly service: ServiceName
  readonly status: DeadLetter['status']
}

const Actions = ({ service, letter }: { readonly service: ServiceName; readonly letter: DeadLetter }) => {
  const text = useText()
  const routes = logRoutes(service)
  const { id, topic, position, type, status } = letter
  const replay = useAction(routes.replayDeadLetter, { onSuccess: () => notifyDone(text('operations.replayed')) })
  const discard = useAction(routes.discardDeadLetter, { onProblem: () => undefined })
  return (
    <Group gap="xs" justify="flex-end">
      <LetterPayload letter={letter} />
      {status === 'parked' && (
        <>
          <Button size="xs" loading={replay.running} onClick={() => replay.run({ params: { id } })}>
            {text('operations.replay')}
          </Button>
          <ConfirmButton
            size="xs"
            title={text('operations.discardAsk')}
            what={text('operations.discardWhat', { type, position, topic, service })}
            confirm={text('operations.discardConfirm', { position, topic })}
            onConfirm={async () => {
              await discard.runAsync({ params: { id } })
              notifyDone(text('operations.discarded'))
            }}
          >
            {text('operations.discard')}
          </ConfirmButton>
        </>
      )}
    </Group>
  )
}

/** What one service has put aside, newest first. */
export const LetterTable = ({ service, status }: LetterTableProps) => {
  const text = useText()
  const format = useFormat()
  const letters = useList(logRoutes(service).listDeadLetters, { query: { status } })
  const columns: Column<DeadLetter>[] = [
    {
      key: 'at',
      title: text('operations.at'),
      main: true,
      cell: ({ topic, position }) => `${topic} ${format.number(position)}`,
    },
    { key: 'type', title: text('operations.type'), cell: ({ type }) => type, wideOnly: true },
    {
      key: 'reason',
      title: text('operations.reason'),
      cell: ({ reason }) => (
        <Text inherit lineClamp={2} maw={360} title={reason}>
          {reason}
        </Text>
      ),
    },
    {
      key: 'since',
      title: text('operations.since'),
      cell: ({ parkedAt, settledAt }) => <Moment at={settledAt ?? parkedAt} />,
    },
    {
      key: 'status',
      title: text('state'),
      cell: (letter) => <StatusBadge of="deadLetter" status={letter.status} />,
      wideOnly: true,
    },
    { key: 'actions', title: '', end: true, cell: (letter) => <Actions service={service} letter={letter} /> },
  ]
  const label = text('operations.lettersOf', { service })
  return (
    <div>
      <Title order={3} size="h4" mb="xs">
        {label}
      </Title>
      <ListTable of={letters} label={label} columns={columns} rowKey={({ id }) => id} empty={null} />
    </div>
  )
}
