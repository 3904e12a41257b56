import { Paper, Stack, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
}

/** A titled part of a page. */
export const Section = ({ title, children }: SectionProps) => {
  const id = useId()
  return (
    <Paper component="section" withBorder p="lg" radius="lg" aria-labelledby={id}>
      <Stack gap="md">
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  )
}
