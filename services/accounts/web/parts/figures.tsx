import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './figures.module.css'

interface FigureProps {
  readonly label: string
  readonly children: ReactNode
}

/** Figures side by side, each under its word; on a phone two in a row. */
export const Figures = ({ children }: { readonly children: ReactNode }) => (
  <dl className={classes.figures}>{children}</dl>
)

/** One figure. */
export const Figure = ({ label, children }: FigureProps) => (
  <Stack gap={2} component="div">
    <Text component="dt" size="sm" c="dimmed">
      {label}
    </Text>
    <Text component="dd" m={0} size="lg">
      {children}
    </Text>
  </Stack>
)
