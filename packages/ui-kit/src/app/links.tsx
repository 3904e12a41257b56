import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core'
import { createLink, useNavigate } from '@tanstack/react-router'
import type { ComponentPropsWithRef } from 'react'

const AnchorLink = (props: AnchorProps & Omit<ComponentPropsWithRef<'a'>, keyof AnchorProps>) => <Anchor {...props} />
const ButtonLink = (props: ButtonProps & Omit<ComponentPropsWithRef<'a'>, keyof ButtonProps>) => (
  <Button component="a" {...props} />
)

/** A link to another page of the same service: `<PageLink to="/$id" params={{ id }}>`; elsewhere: a plain `<Anchor href>`. */
export const PageLink = createLink(AnchorLink)

/** The same as a button. */
export const PageButton = createLink(ButtonLink)

/** A function that opens another page of the same service: `go('/tasks')`. */
export const useGo = (): ((to: string) => void) => {
  const navigate = useNavigate()
  return (to) => void navigate({ to })
}
