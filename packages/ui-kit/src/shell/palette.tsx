import { Combobox, Modal, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { taskRoutes } from '@popug/contracts/tasks.ts'
import { useEffect, useState } from 'react'
import { useRoute } from '../client/hooks.ts'
import { leave } from '../client/leave.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { useKitText } from '../i18n/text.ts'
import { pages } from '../session/places.ts'

/** A page that the palette leads to. */
export interface Goal {
  readonly href: string
  readonly words: string
  readonly icon: IconName
}

interface PaletteProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly goals: readonly Goal[]
}

/** Characters from which on tasks are looked for, and how many of them are shown. */
const longEnough = 2
const mostTasks = 7

const isMeant = (words: string, asked: string): boolean =>
  asked
    .toLowerCase()
    .split(/\s+/)
    .every((part) => words.toLowerCase().includes(part))

/** Where the words lead: pages by name, tasks by key or title. */
const useGoals = (goals: readonly Goal[], asked: string): { found: readonly Goal[]; isLooking: boolean } => {
  const [settled] = useDebouncedValue(asked.trim(), 200)
  const enabled = settled.length >= longEnough
  const tasks = useRoute(taskRoutes.listTasks, { query: { q: settled, limit: mostTasks } }, { enabled, keep: true })
  const found = (enabled ? (tasks.data?.items ?? []) : []).map(
    ({ id, key, title }): Goal => ({
      href: pages.task(id),
      words: key === null ? title : `${key} ${title}`,
      icon: 'tasks',
    }),
  )
  return {
    found: [...goals.filter(({ words }) => isMeant(words, asked.trim())), ...found],
    isLooking: enabled && (tasks.isFetching || settled !== asked.trim()),
  }
}

const Choice = ({ goals, onClose }: Omit<PaletteProps, 'opened'>) => {
  const text = useKitText()
  const [asked, setAsked] = useState('')
  const combobox = useCombobox({ opened: true })
  const { found, isLooking } = useGoals(goals, asked)
  const { selectFirstOption } = combobox
  const shown = found.map(({ href }) => href).join(' ')
  // Enter goes to the first of what is shown, as long as no other was chosen.
  useEffect(() => {
    if (shown) selectFirstOption()
  }, [shown, selectFirstOption])
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(href) => {
        onClose()
        leave.to(href)
      }}
    >
      <Combobox.EventsTarget>
        <TextInput
          data-autofocus
          aria-label={text('palette.title')}
          placeholder={text('palette.asks')}
          leftSection={<Icon name="search" />}
          value={asked}
          onChange={(event) => setAsked(event.currentTarget.value)}
        />
      </Combobox.EventsTarget>
      <Combobox.Options mt="sm" mah="50dvh" style={{ overflowY: 'auto' }} aria-label={text('palette.title')}>
        {found.map(({ href, words, icon }) => (
          <Combobox.Option key={href} value={href}>
            <Text component="span" display="flex" style={{ gap: 12, alignItems: 'center' }}>
              <Icon name={icon} />
              {words}
            </Text>
          </Combobox.Option>
        ))}
        {found.length === 0 && !isLooking && <Combobox.Empty>{text('palette.nothing')}</Combobox.Empty>}
      </Combobox.Options>
    </Combobox>
  )
}

/** Goes anywhere by a few letters: the pages of the person's role, and tasks. */
export const Palette = ({ opened, onClose, goals }: PaletteProps) => {
  const text = useKitText()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={text('palette.title')}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      <Choice goals={goals} onClose={onClose} />
    </Modal>
  )
}
