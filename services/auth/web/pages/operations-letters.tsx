import { Group, Select, Stack, Text } from '@mantine/core'
import { type DeadLetter, deadLetterStatuses, logRoutes } from '@popug/contracts/log.ts'
import { serviceNames, topicsHeardBy } from '@popug/contracts/topology.ts'
import { Empty, NotKnownYet, useRoutes, useText, useUrlState } from '@popug/ui-kit'
import { LetterTable } from './letter-table.tsx'
import { Section } from './section.tsx'

type Status = DeadLetter['status']

/** Those who may have put something aside. */
const listeners = serviceNames.filter((service) => topicsHeardBy(service).length > 0)
const routes = listeners.map((service) => logRoutes(service).listDeadLetters)
/** Milliseconds between two looks. */
const lookEvery = 5_000

/** Events that were put aside in any service, with what may be done about them. */
export const OperationsLetters = () => {
  const text = useText()
  const [{ status }, setFilters] = useUrlState<{ status: Status }>({ status: 'parked' })
  const answers = useRoutes(routes, { query: { status, limit: 1 } }, { refetchInterval: lookEvery })
  const isNone = answers.every(({ data }) => data?.items.length === 0)
  return (
    <Section title={text('operations.letters')}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Text c="dimmed" maw={640}>
          {text('operations.lettersHint')}
        </Text>
        <Select
          aria-label={text('state')}
          w={170}
          allowDeselect={false}
          data={deadLetterStatuses.map((value) => ({ value, label: text(`status.deadLetter.${value}`) }))}
          value={status}
          onChange={(value) => setFilters({ status: (value ?? 'parked') as Status })}
        />
      </Group>
      {isNone &&
        (status === 'parked' ? (
          <Empty parrot="asleep" title={text('operations.none')} />
        ) : (
          <Empty title={text('operations.noneSettled')} />
        ))}
      <Stack gap="lg">
        {listeners.map((service, index) => {
          const { data, isError } = answers[index] ?? {}
          if (isError)
            return (
              <Text key={service}>
                {service}: <NotKnownYet of={service} />
              </Text>
            )
          return data && data.items.length > 0 ? <LetterTable key={service} service={service} status={status} /> : null
        })}
      </Stack>
    </Section>
  )
}
