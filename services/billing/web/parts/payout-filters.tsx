import { Select, SimpleGrid } from '@mantine/core'
import { type PayoutStatus, payoutStatuses } from '@popug/contracts/billing.ts'
import { DayField, PersonField, useText } from '@popug/ui-kit'

/** The filters of all payouts, as texts of the address; empty where they are off. */
export type PayoutFilterState = { status: '' | PayoutStatus; day: string; userId: string }

interface PayoutFiltersProps {
  readonly filters: PayoutFilterState
  readonly onChange: (change: Partial<PayoutFilterState>) => void
}

/** The filters above all payouts. */
export const PayoutFilters = ({ filters, onChange }: PayoutFiltersProps) => {
  const text = useText()
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <Select
        label={text('field.status')}
        value={filters.status}
        onChange={(status) => onChange({ status: (status ?? '') as PayoutFilterState['status'] })}
        data={[
          { value: '', label: text('anyStatus') },
          ...payoutStatuses.map((status) => ({ value: status, label: text(`status.payout.${status}`) })),
        ]}
        allowDeselect={false}
      />
      <DayField label={text('field.day')} value={filters.day} onChange={(day) => onChange({ day })} clearable />
      <PersonField
        label={text('field.person')}
        value={filters.userId}
        onChange={(userId) => onChange({ userId })}
        clearable
      />
    </SimpleGrid>
  )
}
