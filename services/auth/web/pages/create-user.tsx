import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Invitation } from '@popug/contracts/invitations.ts'
import { fetchedLater, Icon, useText } from '@popug/ui-kit'
import { useState } from 'react'

const person = fetchedLater(() => import('../parts/new-person.tsx'))

/** A button with a dialog that registers a person, and shows the link by which they choose a password. */
export const CreateUser = () => {
  const text = useText()
  const [opened, { open, close }] = useDisclosure(false)
  const [invitation, setInvitation] = useState<Invitation | null>(null)
  const done = (): void => {
    close()
    setInvitation(null)
  }
  return (
    <>
      <Button
        leftSection={<Icon name="plus" />}
        aria-haspopup="dialog"
        onPointerEnter={person.comes}
        onFocus={person.comes}
        onClick={open}
      >
        {text('users.create')}
      </Button>
      <Modal
        opened={opened}
        onClose={done}
        size={invitation ? 'lg' : 'md'}
        title={text(invitation ? 'invitation.forPerson' : 'users.create')}
        closeOnClickOutside={invitation === null}
        closeButtonProps={{ 'aria-label': text('close') }}
      >
        <person.Part invitation={invitation} onInvited={setInvitation} onDone={done} />
      </Modal>
    </>
  )
}
