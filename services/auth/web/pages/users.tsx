import { Button, Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { authRoutes, type User, type UserStatus, userStatuses } from '@popug/contracts/auth.ts'
import { type Role, roles } from '@popug/contracts/roles.ts'
import {
  type Column,
  Empty,
  Icon,
  ListTable,
  Moment,
  Page,
  PageButton,
  PageLink,
  StatusBadge,
  useList,
  useText,
  useUrlState,
} from '@popug/ui-kit'
import { CreateUser } from './create-user.tsx'

type Filters = { q: string; role: Role | ''; status: UserStatus | '' }

const useColumns = (): Column<User>[] => {
  const text = useText()
  return [
    {
      key: 'name',
      title: text('name'),
      main: true,
      cell: ({ id, name }) => (
        <PageLink to="/users/$id" params={{ id }}>
          {name}
        </PageLink>
      ),
    },
    { key: 'email', title: text('email'), cell: ({ email }) => email },
    { key: 'role', title: text('role'), cell: ({ role }) => text(`role.${role}`) },
    {
      key: 'status',
      title: text('state'),
      cell: ({ status }) => status && <StatusBadge of="user" status={status} />,
    },
    {
      key: 'since',
      title: text('users.since'),
      cell: ({ createdAt }) => createdAt && <Moment at={createdAt} />,
      wideOnly: true,
    },
  ]
}

const FilterBar = ({ filters, onChange }: { filters: Filters; onChange: (change: Partial<Filters>) => void }) => {
  const text = useText()
  return (
    <Group gap="sm" role="search">
      <TextInput
        aria-label={text('users.search')}
        placeholder={text('users.search')}
        leftSection={<Icon name="search" />}
        type="search"
        maxLength={100}
        flex="1 1 220px"
        value={filters.q}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
      />
      <Select
        aria-label={text('role')}
        placeholder={text('users.anyRole')}
        clearable
        w={190}
        data={roles.map((value) => ({ value, label: text(`role.${value}`) }))}
        value={filters.role || null}
        onChange={(role) => onChange({ role: role ?? '' })}
      />
      <Select
        aria-label={text('state')}
        placeholder={text('users.anyState')}
        clearable
        w={170}
        data={userStatuses.map((value) => ({ value, label: text(`status.user.${value}`) }))}
        value={filters.status || null}
        onChange={(status) => onChange({ status: status ?? '' })}
      />
    </Group>
  )
}

const noFilters: Filters = { q: '', role: '', status: '' }

/** All people, for admins: found by name, login, email, role and state; the filters live in the address. */
const Users = () => {
  const text = useText()
  const [filters, setFilters] = useUrlState(noFilters)
  const [q] = useDebouncedValue(filters.q.trim(), 250)
  const query = { q: q || undefined, role: filters.role || undefined, status: filters.status || undefined }
  const users = useList(authRoutes.listUsers, { query }, { keep: true })
  return (
    <Page
      title={text('users.title')}
      actions={
        <Group gap="sm">
          <PageButton to="/imports" variant="default" leftSection={<Icon name="upload" />}>
            {text('users.import')}
          </PageButton>
          <CreateUser />
        </Group>
      }
    >
      <FilterBar filters={filters} onChange={setFilters} />
      <ListTable
        of={users}
        label={text('users.title')}
        columns={useColumns()}
        rowKey={({ id }) => id}
        empty={
          <Empty
            title={text('users.none')}
            action={
              <Button variant="default" onClick={() => setFilters(noFilters)}>
                {text('users.showAll')}
              </Button>
            }
          />
        }
      />
    </Page>
  )
}

export default Users
