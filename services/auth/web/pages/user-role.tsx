import { Group, Select, Text } from '@mantine/core'
import { authRoutes, type User } from '@popug/contracts/auth.ts'
import { roles } from '@popug/contracts/roles.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { Section } from './section.tsx'

/** Gives a person another role, after asking. */
export const UserRole = ({ user: { id, name, role } }: { readonly user: User }) => {
  const text = useText()
  const [chosen, setChosen] = useState(role)
  const change = useAction(authRoutes.changeUser, {
    onSuccess: () => notifyDone(text('user.roleDone')),
    // The dialog shows why it was refused.
    onProblem: () => undefined,
  })
  const words = { name, from: text(`role.${role}`), to: text(`role.${chosen}`) }
  return (
    <Section title={text('user.roleTitle')}>
      <Group align="flex-end" gap="sm">
        <Select
          aria-label={text('role')}
          allowDeselect={false}
          data={roles.map((value) => ({ value, label: text(`role.${value}`) }))}
          value={chosen}
          onChange={(next) => next && setChosen(next)}
        />
        <ConfirmButton
          disabled={chosen === role}
          color="feather"
          title={text('user.roleAsk', words)}
          what={text('user.roleWhat', words)}
          confirm={text('user.roleConfirm', words)}
          onConfirm={() => change.runAsync({ params: { id }, body: { role: chosen } })}
        >
          {text('user.roleButton')}
        </ConfirmButton>
      </Group>
      <Text size="sm" c="dimmed">
        {text('user.roleHint')}
      </Text>
    </Section>
  )
}
