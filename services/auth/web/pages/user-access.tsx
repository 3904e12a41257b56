import { Group } from '@mantine/core'
import { authRoutes, type User } from '@popug/contracts/auth.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'
import { Section } from './section.tsx'

/** Disables a person or lets them in again, after asking. */
export const UserAccess = ({ user: { id, name, status } }: { readonly user: User }) => {
  const text = useText()
  const active = status === 'active'
  const change = useAction(authRoutes.changeUser, {
    onSuccess: (changed) => notifyDone(text(changed.status === 'active' ? 'user.enabled' : 'user.disabled', { name })),
    // The dialog shows why it was refused: the last admin stays.
    onProblem: () => undefined,
  })
  const word = active ? 'disable' : 'enable'
  return (
    <Section title={text('user.stateTitle')}>
      <Group>
        <ConfirmButton
          key={word}
          color={active ? 'macaw' : 'feather'}
          title={text(`user.${word}Ask`, { name })}
          what={text(`user.${word}What`, { name })}
          confirm={text(`user.${word}Confirm`, { name })}
          onConfirm={() => change.runAsync({ params: { id }, body: { status: active ? 'disabled' : 'active' } })}
        >
          {text(`user.${word}`)}
        </ConfirmButton>
      </Group>
    </Section>
  )
}
