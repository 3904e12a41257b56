import { Text } from '@mantine/core'
import { useText } from '@popug/ui-kit'

/** Why a payout was not paid, in words; a reason that has none yet is shown as it came. */
export const Failure = ({ reason }: { readonly reason: string }) => {
  const text = useText()
  return (
    <Text component="span" size="sm" c="dimmed">
      {text(`failure.${reason}`, { defaultValue: reason })}
    </Text>
  )
}
