import { PersonName, useText } from '@popug/ui-kit'

/** The actor of schedules, as events name it. */
const bySchedule = '00000000-0000-7000-8000-000000000000'

/** Who closed a day: a person, the schedule, or somebody whom the ledger has not named. */
export const Closer = ({ id }: { readonly id: string | null }) => {
  const text = useText()
  if (id === null) return text('register.closerUnknown')
  return id === bySchedule ? text('register.bySchedule') : <PersonName id={id} />
}
