import { Group, Select, TextInput } from '@mantine/core'
import { type MailKind, type MailStatus, mailKinds, mailStatuses } from '@popug/contracts/mailer.ts'
import { Icon, PersonField, useText } from '@popug/ui-kit'

export interface Filters extends Record<string, string> {
  readonly q: string
  readonly status: MailStatus | ''
  readonly kind: MailKind | ''
  readonly userId: string
  readonly payoutId: string
}

interface MailFiltersProps {
  readonly filters: Filters
  readonly onChange: (change: Partial<Filters>) => void
  /** Whether letters of other people are in the list. */
  readonly everyone: boolean
}

const wholeId = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** A payout's id as the route takes it; what is not (yet) a whole id asks for nothing. */
export const wholeIdOrNothing = (text: string): string | undefined => (wholeId.test(text) ? text : undefined)

/** What the list of letters is narrowed by; it lives in the address. */
export const MailFilters = ({ filters, onChange, everyone }: MailFiltersProps) => {
  const text = useText()
  return (
    <Group align="flex-end" gap="sm" role="search">
      <TextInput
        label={text('search')}
        placeholder={text('subjectOrAddress')}
        leftSection={<Icon name="search" />}
        type="search"
        maxLength={100}
        flex="1 1 220px"
        value={filters.q}
        onChange={(event) => onChange({ q: event.currentTarget.value })}
      />
      <Select
        label={text('state')}
        placeholder={text('anyState')}
        data={mailStatuses.map((status) => ({ value: status, label: text(`status.mail.${status}`) }))}
        value={filters.status || null}
        onChange={(status) => onChange({ status: (status ?? '') as Filters['status'] })}
        clearable
      />
      <Select
        label={text('about')}
        placeholder={text('anyKind')}
        data={mailKinds.map((kind) => ({ value: kind, label: text(`kind.${kind}`) }))}
        value={filters.kind || null}
        onChange={(kind) => onChange({ kind: (kind ?? '') as Filters['kind'] })}
        clearable
      />
      {everyone && <PersonField value={filters.userId} onChange={(userId) => onChange({ userId })} clearable />}
      {everyone && (
        <TextInput
          label={text('payout')}
          placeholder={text('payoutId')}
          value={filters.payoutId}
          onChange={(event) => onChange({ payoutId: event.currentTarget.value.trim() })}
          error={filters.payoutId !== '' && !wholeIdOrNothing(filters.payoutId) ? text('noPayoutId') : undefined}
        />
      )}
    </Group>
  )
}
