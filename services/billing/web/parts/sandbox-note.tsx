import { Anchor, Text } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import { useRoute, useText } from '@popug/ui-kit'

/** Says that the sandbox bank pays, where it does, with the way to what it received; nothing while that is not known. */
export const SandboxNote = () => {
  const text = useText()
  const { data } = useRoute(billingRoutes.getBank, {}, { staleTime: 600_000 })
  if (data?.bank !== 'sandbox') return null
  return (
    <Text size="sm" c="dimmed">
      {text('sandbox.here')}{' '}
      {data.page && (
        <Anchor href={data.page} target="_blank" rel="noreferrer" size="sm" underline="always">
          {text('sandbox.received')}
        </Anchor>
      )}
    </Text>
  )
}
