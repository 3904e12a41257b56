import { Alert, Anchor, Paper, Stack } from '@mantine/core'
import type { Mail } from '@popug/contracts/mailer.ts'
import { Fact, Facts, Icon, Moment, PersonName, pages, StatusBadge, shortId, useFormat, useText } from '@popug/ui-kit'
import type { ReactNode } from 'react'

/** The heads of a letter and how far it has come; why it did not go, where it did not. */
export const MailFacts = ({ mail }: { readonly mail: Mail }) => {
  const text = useText()
  const format = useFormat()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [text('state'), <StatusBadge key="state" of="mail" status={mail.status} />],
    [text('person'), <PersonName key="person" id={mail.userId} />],
    [text('to'), mail.to || '—'],
    [text('subject'), mail.subject || text(`kind.${mail.kind}`)],
    ...(mail.payoutId
      ? [
          [
            text('payout'),
            <Anchor key="payout" href={pages.payout(mail.payoutId)}>
              {shortId(mail.payoutId)}
            </Anchor>,
          ] as const,
        ]
      : []),
    [text('created'), <Moment key="created" at={mail.createdAt} />],
    [text('sent'), mail.sentAt ? <Moment key="sent" at={mail.sentAt} /> : '—'],
    [text('attempts'), format.number(mail.attempts)],
  ]
  return (
    <Stack gap="md">
      {mail.failure && (
        <Alert
          variant="light"
          color={mail.status === 'failed' ? 'macaw' : 'beak'}
          icon={<Icon name="warning" />}
          title={text(mail.status === 'failed' ? 'failed' : 'delayed')}
        >
          {mail.failure}
        </Alert>
      )}
      <Paper withBorder p="md" maw={720}>
        <Facts>
          {facts.map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </Facts>
      </Paper>
    </Stack>
  )
}
