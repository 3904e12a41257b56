import { Button, Group, Loader, Text } from '@mantine/core'
import type { PagedList } from '../client/paged.ts'
import { useFormat } from '../i18n/format.ts'
import { useKitText } from '../i18n/text.ts'

interface TurnProps {
  readonly words: string
  readonly turn: (() => void) | undefined
}

// Switched off rather than disabled: who stands on it with the keyboard must not lose their place on the last page.
const Turn = ({ words, turn }: TurnProps) => (
  <Button
    variant="default"
    size="xs"
    {...(turn ? {} : { 'data-disabled': true })}
    aria-disabled={!turn}
    onClick={() => turn?.()}
  >
    {words}
  </Button>
)

interface PagerProps {
  readonly of: PagedList<unknown>
  /** What the list is: a page may have two. */
  readonly label: string
}

/** The ways from one page of a list to the others; nothing where all of it fits one page. */
export const Pager = ({ of, label }: PagerProps) => {
  const text = useKitText()
  const format = useFormat()
  if (of.page === 1 && !of.toFirst && !of.toNext) return null
  return (
    <Group component="nav" gap="xs" aria-label={text('pager.pages', { list: label })}>
      <Turn words={text('pager.first')} turn={of.toFirst} />
      <Turn words={text('pager.before')} turn={of.toBefore} />
      <Text size="sm" className="popug-figures" aria-live="polite">
        {text('pager.page', { page: format.number(of.page) })}
      </Text>
      <Turn words={text('pager.next')} turn={of.toNext} />
      {/* Pale rows could not be read while the next ones come; `aria-busy` around them says the same aloud. */}
      {of.turning && <Loader size="xs" aria-hidden />}
    </Group>
  )
}
