import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { billingRoutes } from '@popug/contracts/billing.ts'
import type { Card } from '@popug/contracts/cards.ts'
import { Loading, Query, useRoute, useText } from '@popug/ui-kit'
import { useState } from 'react'
import { CardForm } from './card-form.tsx'
import { CardName } from './card-name.tsx'
import { ForgetCard } from './forget-card.tsx'

const KnownCard = ({ last4, brand, onChange }: { last4: string; brand: string | null; onChange: () => void }) => {
  const text = useText()
  return (
    <Group justify="space-between" gap="md">
      <Text size="xl" fw={600}>
        <CardName last4={last4} brand={brand} />
      </Text>
      <Group gap="sm">
        <Button variant="default" onClick={onChange}>
          {text('card.change')}
        </Button>
        <ForgetCard last4={last4} />
      </Group>
    </Group>
  )
}

const CardState = ({ card }: { readonly card: Card }) => {
  const text = useText()
  const [changing, setChanging] = useState(false)
  if (card.last4 !== null && !changing) {
    return <KnownCard last4={card.last4} brand={card.brand} onChange={() => setChanging(true)} />
  }
  return (
    <Stack gap="md">
      {card.last4 === null && <Text c="dimmed">{text('card.none')}</Text>}
      <CardForm
        replaces={card.last4 !== null}
        onDone={() => setChanging(false)}
        onCancel={card.last4 === null ? undefined : () => setChanging(false)}
      />
    </Stack>
  )
}

/** The person's card: named, changed, forgotten. */
export const MyCard = () => {
  const text = useText()
  const card = useRoute(billingRoutes.getMyCard)
  return (
    <Paper withBorder p="lg" component="section" aria-label={text('card.title')}>
      <Stack gap="md">
        <Title order={2}>{text('card.title')}</Title>
        <Query of={card} loading={<Loading shape="text" count={2} />}>
          {(found) => <CardState card={found} />}
        </Query>
      </Stack>
    </Paper>
  )
}
