import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { Icon, useText } from '@popug/ui-kit'
import { useEffect, useState } from 'react'

interface SearchFieldProps {
  readonly q: string
  readonly hint: string
  readonly onChange: (q: string) => void
}

/** A field that searches a moment after the last letter. */
export const SearchField = ({ q, hint, onChange }: SearchFieldProps) => {
  const text = useText()
  const [typed, setTyped] = useState(q)
  const search = useDebouncedCallback(onChange, 250)
  // The address may change without the field: a link, the way back.
  useEffect(() => setTyped(q), [q])
  return (
    <TextInput
      type="search"
      label={text('search')}
      placeholder={hint}
      leftSection={<Icon name="search" size={16} />}
      value={typed}
      maxLength={100}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        search(value)
      }}
    />
  )
}
