import { Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { LanguageSwitch } from './language-switch.tsx'
import classes from './public-frame.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

/** The bare frame of a page that needs nobody signed in. */
export const PublicFrame = ({ children }: { readonly children: ReactNode }) => (
  <div className={classes.frame}>
    <header className={classes.header}>
      <Group justify="flex-end" gap="xs">
        <LanguageSwitch />
        <ThemeSwitch />
      </Group>
    </header>
    <main className={classes.content}>{children}</main>
  </div>
)
