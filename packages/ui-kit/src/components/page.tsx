import { Stack, Title } from '@mantine/core'
import { type ReactNode, useContext, useEffect } from 'react'
import { createPortal } from 'react-dom'
import { HeaderPlace } from '../shell/header-place.ts'

interface PageProps {
  readonly title: string
  /** The page's one main action, and few others. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its title and main action in the header of the shell (or above it, on a public page), its content below. */
export const Page = ({ title, actions, children }: PageProps) => {
  const place = useContext(HeaderPlace)
  useEffect(() => {
    document.title = `${title} · Popug`
  }, [title])
  const heading = (
    <Title order={1} lineClamp={1} title={title}>
      {title}
    </Title>
  )
  return (
    <Stack gap="lg">
      {place.title ? createPortal(heading, place.title) : heading}
      {actions && (place.actions ? createPortal(actions, place.actions) : actions)}
      {children}
    </Stack>
  )
}
