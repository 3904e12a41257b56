import { Stack, Switch, Text } from '@mantine/core'
import { type LetterChoices, mailerRoutes } from '@popug/contracts/mailer.ts'
import { Loading, notifyDone, Page, Query, useAction, useRoute, useText } from '@popug/ui-kit'
import { useId } from 'react'
import { SectionLinks } from '../parts/section-links.tsx'

interface ChoiceProps {
  /** The texts: `choices.<name>`, and what it comes to as `choices.<name>About`. */
  readonly name: 'others' | 'notes'
  readonly checked: boolean
  readonly disabled: boolean
  readonly onChange: (checked: boolean) => void
}

const Choice = ({ name, checked, disabled, onChange }: ChoiceProps) => {
  const text = useText()
  const about = useId()
  return (
    <Stack gap={4}>
      <Switch
        label={text(`choices.${name}`)}
        aria-describedby={about}
        checked={checked}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      <Text id={about} size="sm" c="dimmed">
        {text(`choices.${name}About`)}
      </Text>
    </Stack>
  )
}

const Choose = ({ notes, payoutsOnly }: LetterChoices) => {
  const text = useText()
  const change = useAction(mailerRoutes.changeMyChoices, { onSuccess: () => notifyDone(text('choices.saved')) })
  return (
    <Stack gap="lg">
      <Text>{text('choices.payouts')}</Text>
      <Choice
        name="others"
        checked={!payoutsOnly}
        disabled={change.running}
        onChange={(checked) => change.run({ body: { payoutsOnly: !checked } })}
      />
      <Choice
        name="notes"
        checked={notes && !payoutsOnly}
        disabled={change.running || payoutsOnly}
        onChange={(checked) => change.run({ body: { notes: checked } })}
      />
    </Stack>
  )
}

/** Which letters a person gets: those about payouts, and what they choose besides. */
const Choices = () => {
  const text = useText()
  const choices = useRoute(mailerRoutes.getMyChoices)
  return (
    <Page title={text('section.choices')}>
      <SectionLinks />
      <Query of={choices} loading={<Loading shape="text" count={3} />}>
        {(chosen) => <Choose {...chosen} />}
      </Query>
    </Page>
  )
}

export default Choices
