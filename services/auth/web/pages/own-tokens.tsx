import { Stack, Text } from '@mantine/core'
import { type ApiToken, apiTokenRoutes } from '@popug/contracts/api-tokens.ts'
import {
  type Column,
  ConfirmButton,
  Empty,
  ListTable,
  Moment,
  notifyDone,
  StatusBadge,
  useAction,
  useList,
  useText,
} from '@popug/ui-kit'
import { CreateToken } from './create-token.tsx'
import { Section } from './section.tsx'

const Ends = ({ token: { expiresAt } }: { readonly token: ApiToken }) => {
  const text = useText()
  return Date.parse(expiresAt) > Date.now() ? (
    <Moment at={expiresAt} />
  ) : (
    <StatusBadge tone="quiet" word={text('tokens.over')} />
  )
}

const EndButton = ({ token: { id, name } }: { readonly token: ApiToken }) => {
  const text = useText()
  const end = useAction(apiTokenRoutes.revokeApiToken, {
    onSuccess: () => notifyDone(text('tokens.ended', { name })),
    onProblem: () => undefined,
  })
  return (
    <ConfirmButton
      size="xs"
      variant="default"
      title={text('tokens.endAsk', { name })}
      what={text('tokens.endWhat')}
      confirm={text('tokens.endConfirm', { name })}
      onConfirm={() => end.runAsync({ params: { id } })}
    >
      {text('tokens.end')}
    </ConfirmButton>
  )
}

/** The tokens by which one's own scripts come in: what each may do, when it was used, and a way to end it. */
export const OwnTokens = () => {
  const text = useText()
  const tokens = useList(apiTokenRoutes.listApiTokens)
  const columns: Column<ApiToken>[] = [
    {
      key: 'name',
      title: text('tokens.name'),
      main: true,
      cell: ({ name, hint, scopes }) => (
        <Stack gap={0}>
          <Text inherit span>
            {name}
          </Text>
          <Text size="sm" c="dimmed" span>
            {hint}… · {scopes.join(', ')}
          </Text>
        </Stack>
      ),
    },
    {
      key: 'used',
      title: text('tokens.used'),
      cell: ({ usedAt }) => (usedAt === null ? text('tokens.neverUsed') : <Moment at={usedAt} />),
    },
    { key: 'ends', title: text('tokens.ends'), cell: (token) => <Ends token={token} /> },
    { key: 'end', title: '', end: true, cell: (token) => <EndButton token={token} /> },
  ]
  return (
    <Section title={text('tokens.title')}>
      <Text c="dimmed">{text('tokens.what')}</Text>
      <ListTable
        of={tokens}
        label={text('tokens.title')}
        columns={columns}
        rowKey={({ id }) => id}
        empty={<Empty title={text('tokens.none')} />}
      />
      <CreateToken />
    </Section>
  )
}
