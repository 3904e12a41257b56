import { Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { accountRoutes } from '@popug/contracts/accounts.ts'
import { DayField, DownloadButton, download, Page, useText } from '@popug/ui-kit'
import { type ReactNode, useState } from 'react'
import { SectionLinks } from '../parts/section-links.tsx'

interface PartProps {
  readonly of: 'rows' | 'days' | 'balances'
  readonly children: ReactNode
}

/** One file: what it holds, what it can be narrowed by, and the button. */
const Part = ({ of, children }: PartProps) => {
  const text = useText()
  return (
    <section aria-label={text(`export.${of}`)}>
      <Stack gap="xs">
        <Title order={2}>{text(`export.${of}`)}</Title>
        <Text c="dimmed" maw={640}>
          {text(`export.${of}Hint`)}
        </Text>
        <Group align="flex-end" gap="sm">
          {children}
        </Group>
      </Stack>
    </section>
  )
}

/** A file of the days from one to another; of all where nothing is named. */
const Ranged = ({ of }: { readonly of: 'rows' | 'days' }) => {
  const text = useText()
  const [range, setRange] = useState({ from: '', to: '' })
  const query = { from: range.from || undefined, to: range.to || undefined }
  const name = [of === 'rows' ? 'transactions' : 'days', range.from, range.to].filter(Boolean).join('-')
  const save = () =>
    of === 'rows'
      ? download(accountRoutes.listTransactions, `${name}.csv`, { query })
      : download(accountRoutes.listDays, `${name}.csv`, { query })
  return (
    <Part of={of}>
      <DayField
        label={text('statement.from')}
        clearable
        w={160}
        value={range.from}
        onChange={(from) => setRange({ ...range, from })}
      />
      <DayField
        label={text('statement.to')}
        clearable
        w={160}
        value={range.to}
        onChange={(to) => setRange({ ...range, to })}
      />
      <DownloadButton save={save}>{text(`export.${of}Save`)}</DownloadButton>
    </Part>
  )
}

const Balances = () => {
  const text = useText()
  const [at, setAt] = useState('')
  const moment = new Date(at)
  const query = at === '' || Number.isNaN(moment.getTime()) ? {} : { at: moment.toISOString() }
  const save = () => download(accountRoutes.listBalances, 'balances.csv', { query })
  return (
    <Part of="balances">
      <TextInput
        type="datetime-local"
        label={text('export.at')}
        value={at}
        onChange={({ currentTarget }) => setAt(currentTarget.value)}
      />
      <DownloadButton save={save}>{text('export.balancesSave')}</DownloadButton>
    </Part>
  )
}

/** Everything that the ledger holds, as files for a spreadsheet. */
const ExportPage = () => {
  const text = useText()
  return (
    <Page title={text('export.title')}>
      <SectionLinks />
      <Ranged of="rows" />
      <Balances />
      <Ranged of="days" />
    </Page>
  )
}
export default ExportPage
