import { Text, Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import type { Rule } from '@popug/contracts/rules.ts'
import {
  type Column,
  DataTable,
  Money,
  Page,
  Query,
  StatusBadge,
  type Tone,
  useFormat,
  useRoute,
  useText,
} from '@popug/ui-kit'
import { SectionLinks } from '../parts/section-links.tsx'

const tones: Readonly<Record<Rule['state'], Tone>> = { coming: 'waiting', in_force: 'good', past: 'quiet' }

const Value = ({ rule, currency }: { readonly rule: Rule; readonly currency: string }) => {
  const text = useText()
  const { name, value, minMinor, maxMinor } = rule
  if (minMinor === null) return <>{name === 'day_closing' ? text(`rules.closing.${value}`) : value}</>
  if (maxMinor === null || minMinor === maxMinor) return <Money minor={minMinor} currency={currency} />
  return (
    <>
      <Money minor={minMinor} currency={currency} /> – <Money minor={maxMinor} currency={currency} />
    </>
  )
}

const useColumns = (currency: string): Column<Rule>[] => {
  const text = useText()
  const format = useFormat()
  return [
    { key: 'name', title: text('rules.rule'), main: true, cell: ({ name }) => text(`rules.name.${name}`) },
    { key: 'value', title: text('rules.value'), cell: (rule) => <Value rule={rule} currency={currency} /> },
    {
      key: 'from',
      title: text('rules.from'),
      cell: ({ from }) => <time dateTime={from}>{format.exact(from)}</time>,
    },
    {
      key: 'state',
      title: text('status.title'),
      cell: ({ state }) => <StatusBadge tone={tones[state]} word={text(`rules.state.${state}`)} />,
    },
  ]
}

const Rules = ({ title, rules, currency }: { title: string; rules: readonly Rule[]; currency: string }) => {
  const columns = useColumns(currency)
  return (
    <section aria-label={title}>
      <Title order={2} mb="sm">
        {title}
      </Title>
      <DataTable label={title} columns={columns} rows={rules} rowKey={({ name, from }) => `${name} ${from}`} />
    </section>
  )
}

/** The rules of business that settings give: what counts, since when, and what counted before. */
const RulesPage = () => {
  const text = useText()
  const rules = useRoute(accountRoutes.listRules)
  return (
    <Page title={text('rules.title')}>
      <SectionLinks />
      <Text c="dimmed">{text('rules.hint')}</Text>
      <Query of={rules}>
        {({ items, currency }) => {
          const past = items.filter(({ state }) => state === 'past')
          return (
            <>
              <Rules
                title={text('rules.now')}
                currency={currency}
                rules={items.filter(({ state }) => state !== 'past')}
              />
              {past.length > 0 && <Rules title={text('rules.before')} currency={currency} rules={past} />}
            </>
          )
        }}
      </Query>
    </Page>
  )
}
export default RulesPage
