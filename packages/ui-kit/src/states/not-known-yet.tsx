import { Text } from '@mantine/core'
import { useKitText } from '../i18n/text.ts'

/** What stands where a neighbour's answer has not come: quiet, grey, no alarm. `of` names what is not known, on hover. */
export const NotKnownYet = ({ of }: { readonly of?: string }) => {
  const text = useKitText()
  return (
    <Text component="span" inherit c="dimmed" title={of}>
      {text('notKnownYet')}
    </Text>
  )
}
