import { Group, Select } from '@mantine/core'
import { type AuditAction, auditActions } from '@popug/contracts/audit.ts'
import { DayField, PersonField, useText } from '@popug/ui-kit'
import type { AuditFilters } from './audit-list.ts'

interface AuditFilterBarProps {
  readonly filters: AuditFilters
  readonly onChange: (change: Partial<AuditFilters>) => void
}

/** By whom, what, and in which days. */
export const AuditFilterBar = ({ filters, onChange }: AuditFilterBarProps) => {
  const text = useText()
  return (
    <Group gap="sm" role="search" align="flex-end">
      <PersonField
        label={text('audit.who')}
        clearable
        value={filters.actorId}
        onChange={(actorId) => onChange({ actorId })}
      />
      <Select
        label={text('audit.what')}
        placeholder={text('audit.anyAction')}
        clearable
        searchable
        w={260}
        data={Object.keys(auditActions).map((value) => ({ value, label: text(`audit.action.${value}`) }))}
        value={filters.action || null}
        onChange={(action) => onChange({ action: (action ?? '') as AuditAction | '' })}
      />
      <DayField
        label={text('audit.from')}
        clearable
        w={160}
        value={filters.from}
        onChange={(from) => onChange({ from })}
      />
      <DayField label={text('audit.to')} clearable w={160} value={filters.to} onChange={(to) => onChange({ to })} />
    </Group>
  )
}
