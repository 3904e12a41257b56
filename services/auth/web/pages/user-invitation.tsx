import { Group, Modal, Text } from '@mantine/core'
import type { User } from '@popug/contracts/auth.ts'
import { invitationRoutes } from '@popug/contracts/invitations.ts'
import { ConfirmButton, NewSecret, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { Section } from './section.tsx'

/** Gives a person a link by which they choose a password, so that nobody else ever knows it. */
export const UserInvitation = ({ user: { id, name, status } }: { readonly user: User }) => {
  const text = useText()
  const [link, setLink] = useState<string | null>(null)
  const invite = useAction(invitationRoutes.inviteUser, {
    onSuccess: (made) => setLink(made.link),
    onProblem: () => undefined,
    invalidate: [],
  })
  if (status !== 'active') return null
  return (
    <Section title={text('invitation.forPerson')}>
      <Text c="dimmed">{text('invitation.what', { name })}</Text>
      <Group>
        <ConfirmButton
          variant="default"
          title={text('invitation.ask', { name })}
          what={text('invitation.askWhat')}
          confirm={text('invitation.make')}
          onConfirm={() => invite.runAsync({ params: { id } })}
        >
          {text('invitation.make')}
        </ConfirmButton>
      </Group>
      <Modal
        opened={link !== null}
        onClose={() => setLink(null)}
        size="lg"
        title={text('invitation.forPerson')}
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <NewSecret
          label={text('invitation.link')}
          secret={link ?? ''}
          hint={text('invitation.once', { name })}
          onDone={() => setLink(null)}
        />
      </Modal>
    </Section>
  )
}
