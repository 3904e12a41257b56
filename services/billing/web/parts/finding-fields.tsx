import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useText } from '@popug/ui-kit'
import type { usePayoutSubject } from './payout-subject.ts'

/** What a person tells of it; nothing as long as they have not chosen. */
export interface Told {
  readonly paid: string
  readonly note: string
  readonly reference: string
}

interface FindingFieldsProps {
  readonly subject: ReturnType<typeof usePayoutSubject>
  readonly told: Told
  readonly onTell: (change: Partial<Told>) => void
}

/** Whether the bank paid, its number if so, and how that was found out. */
const FindingFields = ({ subject, told, onTell }: FindingFieldsProps) => {
  const text = useText()
  return (
    <Stack gap="md">
      <Text>{text('finding.what', subject)}</Text>
      <Radio.Group label={text('finding.question')} value={told.paid} onChange={(paid) => onTell({ paid })} required>
        <Stack gap="xs" mt="xs">
          <Radio value="yes" label={text('finding.yes')} />
          <Radio value="no" label={text('finding.no')} />
        </Stack>
      </Radio.Group>
      {told.paid === 'yes' && (
        <TextInput
          label={text('finding.reference')}
          value={told.reference}
          maxLength={64}
          onChange={({ currentTarget }) => onTell({ reference: currentTarget.value })}
        />
      )}
      <Textarea
        label={text('finding.note')}
        description={text('finding.noteHint')}
        value={told.note}
        maxLength={500}
        required
        onChange={({ currentTarget }) => onTell({ note: currentTarget.value })}
      />
    </Stack>
  )
}

export default FindingFields
