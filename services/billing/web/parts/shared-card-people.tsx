import { Group } from '@mantine/core'
import { PersonName, useFormat, useText } from '@popug/ui-kit'

interface SharedCardPeopleProps {
  /** How many they are in all. */
  readonly people: number
  readonly userIds: readonly string[]
}

/** The people of one card by name, and how many there are besides. */
export const SharedCardPeople = ({ people, userIds }: SharedCardPeopleProps) => {
  const text = useText()
  const format = useFormat()
  const more = people - userIds.length
  return (
    <Group gap="xs" component="span">
      {userIds.map((id) => (
        <PersonName key={id} id={id} />
      ))}
      {more > 0 && <span>{text('shared.more', { count: more, number: format.number(more) })}</span>}
    </Group>
  )
}
