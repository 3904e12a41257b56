import { Money } from '../../components/money.tsx'
import { PersonName, ShortId } from '../../components/names.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { type Tone, tones } from '../../components/statuses.ts'
import { DayText, Moment } from '../../components/times.tsx'
import { useText } from '../../i18n/text.ts'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'
import { ids } from '../samples.ts'

const minute = 60_000
const amounts = { gain: 3120, debt: -1809, zero: 0, cent: 1, large: 123_456_789 } as const
const since = { now: 0, minutes: 3, hours: 190, days: 4000, weeks: 43_000, ahead: -90 } as const
const feelings: readonly Tone[] = ['good', 'bad', 'waiting', 'moving', 'quiet']

const Amounts = () => (
  <Exhibit of="Money">
    {Object.entries(amounts).map(([state, minor]) => (
      <Specimen key={state} state={`money.${state}`}>
        <Money minor={minor} currency="USD" signed />
      </Specimen>
    ))}
    <Specimen state="money.unsigned">
      <Money minor={3120} currency="USD" />
    </Specimen>
    {['RUB', 'EUR', 'JPY', 'KWD'].map((currency) => (
      <Specimen key={currency} state={`currency.${currency}`}>
        <Money minor={1_234_500} currency={currency} />
      </Specimen>
    ))}
    <Specimen state="money.balance">
      <Money minor={204_317} currency="USD" large />
    </Specimen>
    <Specimen state="money.debtBalance">
      <Money minor={-1670} currency="USD" large />
    </Specimen>
  </Exhibit>
)

const Times = () => (
  <>
    <Exhibit of="Moment">
      {Object.entries(since).map(([state, minutes]) => (
        <Specimen key={state} state={`moment.${state}`}>
          <Moment at={new Date(Date.now() - minutes * minute).toISOString()} />
        </Specimen>
      ))}
    </Exhibit>
    <Exhibit of="DayText">
      <Specimen state="day.thisYear">
        <DayText day={`${String(new Date().getFullYear())}-01-31`} />
      </Specimen>
      <Specimen state="day.longAgo">
        <DayText day="1999-12-31" />
      </Specimen>
    </Exhibit>
  </>
)

const Names = () => (
  <>
    <Exhibit of="PersonName">
      {Object.entries(ids).map(([state, id]) => (
        <Specimen key={state} state={`asked.${state}`}>
          <PersonName id={id} />
        </Specimen>
      ))}
    </Exhibit>
    <Exhibit of="ShortId">
      {Object.entries(ids).map(([state, id]) => (
        <Specimen key={state} state={`asked.${state}`}>
          <ShortId id={id} />
        </Specimen>
      ))}
    </Exhibit>
  </>
)

const Badges = () => {
  const text = useText()
  const kinds = Object.keys(tones) as (keyof typeof tones)[]
  return (
    <Exhibit of="StatusBadge">
      {feelings.map((tone) => (
        <Specimen key={tone} state={`tone.${tone}`}>
          <StatusBadge tone={tone} word={text(`state.tone.${tone}`)} />
        </Specimen>
      ))}
      {kinds.flatMap((kind) =>
        Object.keys(tones[kind]).map((status) => (
          <Specimen key={`${kind}-${status}`} state={`of.${kind}`}>
            <StatusBadge of={kind} status={status as never} />
          </Specimen>
        )),
      )}
    </Exhibit>
  )
}

/** Money, time, names and states: what stands in the cells of every table. */
export const Figures = () => (
  <Group name="figures">
    <Amounts />
    <Times />
    <Names />
    <Badges />
  </Group>
)
