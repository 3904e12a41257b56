import { Button } from '@mantine/core'
import { useText } from '@popug/ui-kit'

/** Puts the page on paper. */
export const PrintButton = () => {
  const text = useText()
  return (
    <Button variant="default" onClick={() => window.print()}>
      {text('print')}
    </Button>
  )
}
