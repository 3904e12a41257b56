import { Code, Text } from '@mantine/core'
import classes from './letter-body.module.css'

/** A letter's HTML in a frame of its own, where no script runs and nothing reaches the page around; `missing` where there is none yet. */
export const HtmlBody = ({
  html,
  title,
  missing,
}: {
  readonly html: string
  readonly title: string
  readonly missing: string
}) =>
  html === '' ? (
    <Text c="dimmed">{missing}</Text>
  ) : (
    <iframe className={classes.frame} sandbox="" srcDoc={html} title={title} referrerPolicy="no-referrer" />
  )

/** Text as it was written, line by line; `missing` where there is none yet. */
export const TextBody = ({ children, missing }: { readonly children: string; readonly missing: string }) =>
  children === '' ? (
    <Text c="dimmed">{missing}</Text>
  ) : (
    <Code block className={classes.text}>
      {children}
    </Code>
  )
