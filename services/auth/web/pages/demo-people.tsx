import { Group, Paper, Stack, Text, UnstyledButton } from '@mantine/core'
import type { Role } from '@popug/contracts/roles.ts'
import { useText } from '@popug/ui-kit'
import classes from './demo-people.module.css'

export const demoPassword = 'popug'

const performers = ['kesha', 'gosha', 'rio', 'jako', 'ara', 'lori', 'kakadu']
const demoPeople: readonly { readonly login: string; readonly role: Role }[] = [
  { login: 'manager', role: 'manager' },
  { login: 'accountant', role: 'accountant' },
  { login: 'executive', role: 'executive' },
  { login: 'admin', role: 'admin' },
  ...performers.map((login) => ({ login, role: 'performer' as const })),
]

/** The people of a demo as buttons that fill in the form; nobody else's installation shows them. */
export const DemoPeople = ({ onChoose }: { readonly onChoose: (email: string) => void }) => {
  const text = useText()
  return (
    <Paper component="section" withBorder p="md" radius="lg" aria-label={text('signIn.demo')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {text('signIn.demo')}
        </Text>
        <Group gap={6}>
          {demoPeople.map(({ login, role }) => (
            <UnstyledButton key={login} className={classes.person} onClick={() => onChoose(`${login}@popug.test`)}>
              {role === 'performer' ? login : text(`role.${role}`)}
            </UnstyledButton>
          ))}
        </Group>
      </Stack>
    </Paper>
  )
}
