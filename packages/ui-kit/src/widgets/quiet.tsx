import { UnstyledButton } from '@mantine/core'
import { Icon } from '../components/icon.tsx'
import { useKitText } from '../i18n/text.ts'
import classes from './quiet.module.css'

interface QuietProps {
  /** Who did not answer; undefined where nobody knows whether anyone would have. */
  readonly service?: string | undefined
  readonly onRetry: () => void
}

/** The place of a widget that did not come: as quiet as anything not known yet, and asked again by a press. */
export const Quiet = ({ service, onRetry }: QuietProps) => {
  const text = useKitText()
  return (
    <UnstyledButton
      className={classes.quiet}
      title={text('widget.retry')}
      data-widget-quiet={service ?? ''}
      onClick={onRetry}
    >
      {text('notKnownYet')}
      <Icon name="moving" size={12} />
    </UnstyledButton>
  )
}
