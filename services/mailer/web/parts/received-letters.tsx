import { Stack, Text } from '@mantine/core'
import { type CaughtLetter, mailerRoutes } from '@popug/contracts/mailer.ts'
import { Empty, Moment, Query, useList, useRoute, useText } from '@popug/ui-kit'
import { TextBody } from './letter-body.tsx'

const Source = ({ letter }: { readonly letter: CaughtLetter }) => {
  const text = useText()
  const source = useRoute(mailerRoutes.getCaughtLetter, { params: { id: letter.id } }, { staleTime: Infinity })
  return (
    <Stack gap="xs" component="section" aria-label={text('receivedLetter')}>
      <Text c="dimmed" size="sm">
        <Moment at={letter.receivedAt} /> · {letter.from} → {letter.to}
      </Text>
      <Query of={source}>{(whole) => <TextBody missing={text('notWritten')}>{whole.source}</TextBody>}</Query>
    </Stack>
  )
}

/** What the built-in mail catcher received of a letter, with the source; once, and once more for each time it was sent again. */
export const ReceivedLetters = ({ mailId }: { readonly mailId: string }) => {
  const text = useText()
  const letters = useList(mailerRoutes.listCaughtLetters, { query: { mailId, limit: 10 } })
  return (
    <Query of={letters} empty={<Empty title={text('notReceived')} />}>
      {(received) => (
        <Stack gap="lg">
          {received.map((letter) => (
            <Source key={letter.id} letter={letter} />
          ))}
        </Stack>
      )}
    </Query>
  )
}
