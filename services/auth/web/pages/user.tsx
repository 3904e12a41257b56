import { Group, Stack, Text } from '@mantine/core'
import { authRoutes, type User as Person } from '@popug/contracts/auth.ts'
import {
  fieldErrors,
  Moment,
  notifyDone,
  notifyUnlessShown,
  Page,
  PageLink,
  Query,
  StatusBadge,
  useAction,
  useParam,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { NameForm } from './name-form.tsx'
import { Section } from './section.tsx'
import { UserAccess } from './user-access.tsx'
import { UserInvitation } from './user-invitation.tsx'
import { UserPassword } from './user-password.tsx'
import { UserRole } from './user-role.tsx'

const About = ({ user }: { readonly user: Person }) => {
  const text = useText()
  const change = useAction(authRoutes.changeUser, {
    onSuccess: () => notifyDone(text('user.saved')),
    onProblem: (problem) => notifyUnlessShown(problem, ['name']),
  })
  return (
    <Section title={text('user.about')}>
      <Group gap="md">
        <Text>{user.email}</Text>
        <Text c="dimmed">
          {text('login')}: {user.login}
        </Text>
        {user.status && <StatusBadge of="user" status={user.status} />}
        {user.createdAt && (
          <Text c="dimmed">
            {text('users.since')}: <Moment at={user.createdAt} />
          </Text>
        )}
      </Group>
      <NameForm
        key={user.name}
        name={user.name}
        saving={change.running}
        error={fieldErrors(change.problem).name}
        onSave={(name) => change.run({ params: { id: user.id }, body: { name } })}
      />
    </Section>
  )
}

/** One person as an admin sees them, with what can be changed. */
const UserPage = () => {
  const text = useText()
  const user = useRoute(authRoutes.getUser, { params: { id: useParam('id') } })
  return (
    <Page title={user.data?.name ?? text('users.title')}>
      <PageLink to="/users">{text('user.back')}</PageLink>
      <Query of={user}>
        {(found) => (
          <Stack gap="xl" maw={760}>
            <About user={found} />
            <UserRole key={found.role} user={found} />
            <UserInvitation user={found} />
            <UserPassword user={found} />
            <UserAccess user={found} />
          </Stack>
        )}
      </Query>
    </Page>
  )
}

export default UserPage
