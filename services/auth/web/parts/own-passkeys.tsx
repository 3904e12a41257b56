import { Group, Stack, Text } from '@mantine/core'
import { type Passkey, passkeyRoutes } from '@popug/contracts/passkeys.ts'
import { type Column, Empty, ListTable, Moment, useList, useText } from '@popug/ui-kit'
import { Section } from '../pages/section.tsx'
import { AddPasskey } from './add-passkey.tsx'
import { PasskeyButtons } from './change-passkey.tsx'
import { HindranceNote, useHindrance } from './passkey-hindrance.tsx'

/** One's own passkeys: what signs in by beak, each with its name and a way to remove it. */
export const OwnPasskeys = () => {
  const text = useText()
  const passkeys = useList(passkeyRoutes.listPasskeys)
  const hindrance = useHindrance()
  const columns: Column<Passkey>[] = [
    {
      key: 'name',
      title: text('passkeys.name'),
      main: true,
      cell: ({ name, synced }) => (
        <Stack gap={0}>
          <Text inherit span>
            {name}
          </Text>
          <Text size="sm" c="dimmed" span>
            {text(synced ? 'passkeys.synced' : 'passkeys.onDevice')}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'used',
      title: text('passkeys.used'),
      cell: ({ usedAt }) => (usedAt === null ? text('passkeys.neverUsed') : <Moment at={usedAt} />),
    },
    { key: 'created', title: text('passkeys.created'), cell: ({ createdAt }) => <Moment at={createdAt} /> },
    { key: 'change', title: '', end: true, cell: (passkey) => <PasskeyButtons passkey={passkey} /> },
  ]
  return (
    <Section title={text('passkeys.title')}>
      <Text c="dimmed">{text('passkeys.what')}</Text>
      <ListTable
        of={passkeys}
        label={text('passkeys.title')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('passkeys.none')} />}
      />
      {hindrance && <HindranceNote of={hindrance} />}
      {hindrance === null && (
        <Group>
          <AddPasskey />
        </Group>
      )}
    </Section>
  )
}
