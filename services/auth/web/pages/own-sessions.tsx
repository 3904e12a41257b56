import { Button, Group, Text } from '@mantine/core'
import { authRoutes, type SessionView } from '@popug/contracts/auth.ts'
import {
  type Column,
  ConfirmButton,
  Empty,
  ListTable,
  leave,
  Moment,
  notifyDone,
  pages,
  StatusBadge,
  useAction,
  useList,
  useText,
} from '@popug/ui-kit'
import type { Static } from 'typebox'
import { deviceName } from './device-name.ts'
import { Section } from './section.tsx'

type OwnSession = Static<typeof SessionView>

const Device = ({ session: { device, current, byPasskey } }: { readonly session: OwnSession }) => {
  const text = useText()
  const known = deviceName(device)
  return (
    <Group gap="xs">
      <Text span inherit title={device}>
        {known ? text('sessions.deviceName', known) : device.slice(0, 40) || text('sessions.deviceUnknown')}
      </Text>
      {byPasskey && <StatusBadge tone="quiet" word={text('sessions.byPasskey')} />}
      {current && <StatusBadge tone="good" word={text('sessions.current')} />}
    </Group>
  )
}

/** Where one is signed in, each with a way to end it. */
export const OwnSessions = () => {
  const text = useText()
  const sessions = useList(authRoutes.listSessions)
  const end = useAction(authRoutes.revokeSession, { onSuccess: () => notifyDone(text('sessions.ended')) })
  const endAll = useAction(authRoutes.revokeSessions, { onProblem: () => undefined, invalidate: [] })
  const columns: Column<OwnSession>[] = [
    {
      key: 'device',
      title: text('sessions.device'),
      main: true,
      cell: (session) => <Device session={session} />,
    },
    { key: 'seen', title: text('sessions.seen'), cell: ({ seenAt }) => <Moment at={seenAt} /> },
    { key: 'started', title: text('sessions.started'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      key: 'end',
      title: '',
      end: true,
      cell: ({ id, current }) =>
        current ? null : (
          <Button size="xs" variant="default" onClick={() => end.run({ params: { id } })}>
            {text('sessions.end')}
          </Button>
        ),
    },
  ]
  return (
    <Section title={text('sessions.title')}>
      <ListTable
        of={sessions}
        label={text('sessions.title')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('sessions.none')} />}
      />
      <Group>
        <ConfirmButton
          title={text('sessions.endAllTitle')}
          what={text('sessions.endAllWhat')}
          confirm={text('sessions.endAllConfirm')}
          onConfirm={async () => {
            await endAll.runAsync()
            leave.to(pages.signIn)
          }}
        >
          {text('sessions.endAll')}
        </ConfirmButton>
      </Group>
    </Section>
  )
}
