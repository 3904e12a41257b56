import { Alert, Anchor, Button, List, Text } from '@mantine/core'
import { billingRoutes, sandboxCards } from '@popug/contracts/billing.ts'
import { useRoute, useText } from '@popug/ui-kit'
import { groupDigits } from './card-number.ts'

/** Where the sandbox bank pays: its test cards, to be chosen by a press. */
export const SandboxHint = ({ onChoose }: { readonly onChoose: (number: string) => void }) => {
  const text = useText()
  const { data } = useRoute(billingRoutes.getBank, {}, { staleTime: 600_000 })
  if (data?.bank !== 'sandbox') return null
  return (
    <Alert color="beak" variant="light" title={text('sandbox.title')}>
      <Text size="sm">{text('sandbox.what')}</Text>
      <List size="sm" listStyleType="none" mt="xs" spacing={2}>
        {sandboxCards.map(({ number, mood }) => (
          <List.Item key={number}>
            <Button
              variant="subtle"
              size="compact-sm"
              className="popug-figures"
              onClick={() => onChoose(number)}
              aria-label={text('sandbox.choose', { number: groupDigits(number) })}
            >
              {groupDigits(number)}
            </Button>{' '}
            {text(`sandbox.mood.${mood}`)}
          </List.Item>
        ))}
      </List>
      {data.page && (
        <Anchor
          href={data.page}
          target="_blank"
          rel="noreferrer"
          size="sm"
          underline="always"
          display="inline-block"
          mt="xs"
          py={4}
        >
          {text('sandbox.received')}
        </Anchor>
      )}
    </Alert>
  )
}
