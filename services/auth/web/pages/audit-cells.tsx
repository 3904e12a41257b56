import { Anchor, Text } from '@mantine/core'
import { type AuditDetail, auditActions } from '@popug/contracts/audit.ts'
import { DayText, Money, PageLink, PersonName, pages, ShortId, shortId, useText, WidgetSlot } from '@popug/ui-kit'
import type { ReactNode } from 'react'
import type { Deed } from './audit-list.ts'

/** What a deed was done to, leading to its page where it has one. */
export const Subject = ({ action, subject }: Deed) => {
  switch (auditActions[action]) {
    case 'user':
      return (
        <PageLink to="/users/$id" params={{ id: subject }}>
          <PersonName id={subject} />
        </PageLink>
      )
    case 'task':
      return <WidgetSlot name="auth/task/v1" context={{ taskId: subject }} fallback={<ShortId id={subject} />} />
    case 'day':
      return <DayText day={subject} />
    case 'payout':
      return <Anchor href={pages.payout(subject)}>{shortId(subject)}</Anchor>
    case 'mail':
      return <Anchor href={pages.mail(subject)}>{shortId(subject)}</Anchor>
    case 'run':
    case 'webhook':
    case 'event':
      return <code title={subject}>{shortId(subject)}</code>
    case 'none':
      return null
  }
}

const told = (key: keyof AuditDetail, value: string | number, text: (key: string) => string): ReactNode => {
  if (key === 'amountMinor') return <Money minor={Number(value)} signed />
  if (key === 'userId') return <PersonName id={String(value)} />
  if (key === 'day') return <DayText day={String(value)} />
  if (key === 'role' || key === 'roleBefore') return text(`role.${value}`)
  return value
}

/** With what figures and for what reason it was done. */
export const Details = ({ detail }: Deed) => {
  const text = useText()
  const details = Object.entries(detail) as [keyof AuditDetail, string | number][]
  return (
    <Text inherit component="span" maw={420}>
      {details.map(([key, value], index) => (
        <span key={key}>
          {index > 0 && ' · '}
          <Text inherit component="span" c="dimmed">
            {text(`audit.detail.${key}`)}
          </Text>{' '}
          {told(key, value, text)}
        </span>
      ))}
    </Text>
  )
}
