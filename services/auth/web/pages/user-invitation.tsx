import { Group, Text } from '@mantine/core'
import type { User } from '@popug/contracts/auth.ts'
import { type Invitation, invitationRoutes } from '@popug/contracts/invitations.ts'
import { ConfirmButton, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { InvitationDialog } from '../parts/invitation-link.tsx'
import { Section } from './section.tsx'

/** Gives a person a link by which they choose a password, so that nobody else ever knows it. */
export const UserInvitation = ({ user: { id, name, status } }: { readonly user: User }) => {
  const text = useText()
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const invite = useAction(invitationRoutes.inviteUser, {
    onSuccess: setInvitation,
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
      <InvitationDialog invitation={invitation} onDone={() => setInvitation(null)} />
    </Section>
  )
}
