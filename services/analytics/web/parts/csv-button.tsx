import { Button } from '@mantine/core'
import { Icon, notifyProblem, useText } from '@popug/ui-kit'

/** Saves as CSV what the page shows. */
export const CsvButton = ({ save }: { readonly save: () => Promise<void> }) => (
  <Button variant="default" leftSection={<Icon name="download" />} onClick={() => void save().catch(notifyProblem)}>
    {useText()('csv')}
  </Button>
)
