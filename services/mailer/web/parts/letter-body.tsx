import { Code, Text } from '@mantine/core'
import { useText } from '@popug/ui-kit'
import classes from './letter-body.module.css'

/** A letter's HTML in a frame of its own, where no script runs and nothing reaches the page around. */
export const HtmlBody = ({ html, title }: { readonly html: string; readonly title: string }) => {
  const text = useText()
  return html === '' ? (
    <Text c="dimmed">{text('notWritten')}</Text>
  ) : (
    <iframe className={classes.frame} sandbox="" srcDoc={html} title={title} referrerPolicy="no-referrer" />
  )
}

/** Text as it was written, line by line. */
export const TextBody = ({ children }: { readonly children: string }) => {
  const text = useText()
  return children === '' ? (
    <Text c="dimmed">{text('notWritten')}</Text>
  ) : (
    <Code block className={classes.text}>
      {children}
    </Code>
  )
}
