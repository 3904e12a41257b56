import { Card, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './figure-card.module.css'

interface FigureCardProps {
  readonly name: string
  readonly children: ReactNode
  /** What it is compared with, or what it means. */
  readonly note?: ReactNode
}

/** Figures in cards beside each other; on a phone below each other. */
export const FigureCards = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.cards}>{children}</div>
)

/** One figure large, its name above and what it is compared with below. */
export const FigureCard = ({ name, children, note }: FigureCardProps) => (
  <Card withBorder component="section" aria-label={name}>
    <Stack gap={4}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="div" size="xl" fw={600} className="popug-figures">
        {children}
      </Text>
      <Text component="div" size="sm" c="dimmed">
        {note}
      </Text>
    </Stack>
  </Card>
)
