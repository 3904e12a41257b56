import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

interface EmptyProps {
  /** One sentence: what will appear here, or why nothing is found. */
  readonly title: string
  /** One button, where there is something to do about it. */
  readonly action?: ReactNode
}

/** A branch with nobody on it yet, one sentence, one button. */
export const Empty = ({ title, action }: EmptyProps) => (
  <Stack align="center" gap="md" py="xl" px="md">
    <svg width="120" height="72" viewBox="0 0 120 72" fill="none" aria-hidden="true">
      <path d="M4 52C34 44 78 58 116 46" stroke="var(--popug-line)" strokeWidth="6" strokeLinecap="round" />
      <path d="M88 49C92 38 104 34 112 34C110 44 100 50 88 49Z" fill="var(--mantine-color-feather-4)" opacity="0.6" />
      <path d="M30 49C24 40 14 38 8 39C11 47 20 52 30 49Z" fill="var(--mantine-color-feather-4)" opacity="0.35" />
      <path d="M58 44C52 30 58 12 70 6C72 20 70 36 58 44Z" fill="var(--mantine-color-beak-5)" opacity="0.7" />
      <path d="M58 44C61 32 64 20 69 9" stroke="var(--mantine-color-body)" strokeWidth="1.5" />
    </svg>
    <Text c="dimmed" ta="center" maw={420}>
      {title}
    </Text>
    {action}
  </Stack>
)
