import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** What is known of a thing, a line each, never so wide that the eye loses the line; holds `Fact`s. */
export const Facts = ({ children }: { readonly children: ReactNode }) => (
  <Stack component="dl" gap="sm" m={0} maw={560}>
    {children}
  </Stack>
)

/** One line of `Facts`: its name, and what it is. */
export const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <Group justify="space-between" align="baseline" gap="md" wrap="nowrap">
    <Text component="dt" c="dimmed">
      {name}
    </Text>
    <Text component="dd" m={0} ta="right">
      {children}
    </Text>
  </Group>
)
