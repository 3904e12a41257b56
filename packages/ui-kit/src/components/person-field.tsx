import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { authRoutes } from '@popug/contracts/auth.ts'
import type { Role } from '@popug/contracts/roles.ts'
import { useState } from 'react'
import { useRoute } from '../client/hooks.ts'
import { useKitText } from '../i18n/text.ts'
import { usePersonById } from './names.tsx'

interface PersonFieldProps {
  readonly label?: string
  /** Only people of this role. */
  readonly ofRole?: Role
  readonly value: string
  /** The person's id, or empty when cleared. */
  readonly onChange: (userId: string) => void
  readonly clearable?: boolean
  readonly error?: string | undefined
}

/** A field for a person, searched by name or login as one types. */
export const PersonField = ({ label, ofRole, value, onChange, clearable = false, error }: PersonFieldProps) => {
  const text = useKitText()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed, 200)
  const found = useRoute(
    authRoutes.listUsers,
    { query: { q: q.trim() || undefined, role: ofRole, limit: 20 } },
    { keep: true },
  )
  const chosen = useChosen(value)
  const options = new Map((found.data?.items ?? []).map((user) => [user.id, user.name]))
  if (value) options.set(value, options.get(value) ?? chosen ?? value)
  return (
    <Select
      label={label ?? text('person')}
      data={[...options].map(([id, name]) => ({ value: id, label: name }))}
      value={value || null}
      onChange={(id) => onChange(id ?? '')}
      searchable
      clearable={clearable}
      nothingFoundMessage={text('nobodyFound')}
      // The server has searched already; the chosen name in the field is no filter.
      filter={({ options: all }) => all}
      onSearchChange={(next) => setTyped(next === chosen ? '' : next)}
      error={error}
    />
  )
}

const useChosen = (id: string): string | undefined => usePersonById(id).data?.name
