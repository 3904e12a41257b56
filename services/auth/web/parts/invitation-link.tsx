import { Button, Modal } from '@mantine/core'
import type { Invitation } from '@popug/contracts/invitations.ts'
import { Icon, NewSecret, useText } from '@popug/ui-kit'

interface InvitationProps {
  readonly invitation: Invitation
  readonly onDone: () => void
}

/** A link by which a person chooses a password: to be copied, or written to them with one's own mail program. No server keeps it. */
export const InvitationLink = ({ invitation: { name, email, link }, onDone }: InvitationProps) => {
  const text = useText()
  const letter = new Map([
    ['subject', text('invitation.mailSubject')],
    ['body', text('invitation.mailBody', { name, link })],
  ])
  const query = [...letter].map(([field, value]) => `${field}=${encodeURIComponent(value)}`).join('&')
  return (
    <NewSecret
      label={text('invitation.link')}
      secret={link}
      hint={text('invitation.once', { name })}
      onDone={onDone}
      more={
        <Button
          component="a"
          variant="default"
          leftSection={<Icon name="mail" />}
          href={`mailto:${encodeURIComponent(email)}?${query}`}
        >
          {text('invitation.write')}
        </Button>
      }
    />
  )
}

/** The same in a dialog of its own, for as long as there is one. */
export const InvitationDialog = ({
  invitation,
  onDone,
}: Omit<InvitationProps, 'invitation'> & { readonly invitation: Invitation | null }) => {
  const text = useText()
  return (
    <Modal
      opened={invitation !== null}
      onClose={onDone}
      size="lg"
      title={text('invitation.forPerson')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      {invitation && <InvitationLink invitation={invitation} onDone={onDone} />}
    </Modal>
  )
}
