import { Group, Text } from '@mantine/core'
import { serviceNames } from '@popug/contracts/topology.ts'
import { NotKnownYet, StatusBadge, useText } from '@popug/ui-kit'
import { Section } from './section.tsx'
import type { Standings } from './standings.ts'

/** Which services answer, and whether the courier is with them. */
export const OperationsServices = ({ standings }: { readonly standings: Standings }) => {
  const text = useText()
  return (
    <Section title={text('operations.services')}>
      <Group gap="lg" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {serviceNames.map((service) => {
          const courier = standings[service]?.courier
          return (
            <Group key={service} component="li" gap="xs">
              <Text span fw={600}>
                {service}
              </Text>
              {courier ? (
                <span title={courier.kind}>
                  {courier.state === 'up' ? (
                    <StatusBadge tone="good" word={text('operations.courierUp')} />
                  ) : (
                    <StatusBadge tone="bad" word={text('operations.courierDown')} />
                  )}
                </span>
              ) : (
                <NotKnownYet of={service} />
              )}
            </Group>
          )
        })}
      </Group>
    </Section>
  )
}
