import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { type Doing, Parrot } from './parrot.tsx'

interface EmptyProps {
  /** One sentence: what will appear here, or why nothing is found. */
  readonly title: string
  /** One button, where there is something to do about it. */
  readonly action?: ReactNode
  /** `searching` where filters found nothing, `asleep` where all is done, `lost` where there is no such thing. */
  readonly parrot?: Doing
}

/** A parrot on its branch, one sentence, one button. */
export const Empty = ({ title, action, parrot = 'waiting' }: EmptyProps) => (
  <Stack align="center" gap="md" py="xl" px="md">
    <Parrot doing={parrot} />
    <Text c="dimmed" ta="center" maw={420}>
      {title}
    </Text>
    {action}
  </Stack>
)
