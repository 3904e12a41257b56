import { Anchor, Group } from '@mantine/core'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { Icon, type IconName } from '../components/icon.tsx'
import { StatusBadge } from '../components/status-badge.tsx'
import type { Statuses } from '../components/statuses.ts'
import { useKitText } from '../i18n/text.ts'
import { NotKnownYet } from '../states/not-known-yet.tsx'
import { Quiet } from './quiet.tsx'
import type { OneOfMany } from './use-one-of-many.ts'

interface StateThereProps<K extends keyof Statuses> {
  /** Who knows it. */
  readonly service: Exclude<ServiceName, 'auth'>
  readonly of: K
  readonly icon: IconName
  /** What `useOneOfMany` found. */
  readonly asked: OneOfMany<{ readonly id: string; readonly status: Statuses[K] }>
  /** Its page at the service. */
  readonly page: (id: string) => string
}

/** The state of something at another service, as the way to its page; quiet where the service is silent, not known yet where it has heard of nothing. */
export const StateThere = <K extends keyof Statuses>({ service, of, icon, asked, page }: StateThereProps<K>) => {
  const text = useKitText()
  const { data, isError, retry } = asked
  const place = text(`place.${service}`)
  if (!data) return isError ? <Quiet service={service} onRetry={retry} /> : <NotKnownYet of={place} />
  return (
    <Anchor href={page(data.id)} title={place}>
      <Group gap={6} wrap="nowrap" component="span">
        <Icon name={icon} size={16} />
        <StatusBadge of={of} status={data.status} />
      </Group>
    </Anchor>
  )
}
