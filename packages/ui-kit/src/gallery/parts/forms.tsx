import {
  Checkbox,
  PasswordInput,
  SegmentedControl,
  Select,
  SimpleGrid,
  Switch,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { DayField } from '../../components/day-field.tsx'
import { PersonField } from '../../components/person-field.tsx'
import { useText } from '../../i18n/text.ts'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'
import { ids } from '../samples.ts'
import { SpecialFields } from './special-fields.tsx'

const states = ['blank', 'filled', 'wrong', 'readOnly', 'disabled'] as const
type FieldState = (typeof states)[number]

const Inputs = ({ state }: { readonly state: FieldState }) => {
  const text = useText()
  const isBlank = state === 'blank'
  const shared = {
    error: state === 'wrong' && text('sample.wrong'),
    readOnly: state === 'readOnly',
    disabled: state === 'disabled',
  }
  return (
    <SimpleGrid minColWidth="220px" type="container" spacing="md">
      <TextInput {...shared} label={text('sample.title')} defaultValue={isBlank ? '' : text('sample.task')} />
      <PasswordInput
        {...shared}
        label={text('sample.password')}
        defaultValue={isBlank ? '' : 'popug'}
        visibilityToggleButtonProps={{ 'aria-label': text('sample.showPassword') }}
      />
      <Select
        {...shared}
        label={text('sample.status')}
        data={[{ value: 'open', label: text('sample.open') }]}
        defaultValue={isBlank ? null : 'open'}
      />
      <Textarea {...shared} label={text('sample.description')} defaultValue={isBlank ? '' : text('sample.long')} />
    </SimpleGrid>
  )
}

const Choices = () => {
  const text = useText()
  const label = text('sample.letters')
  return (
    <Exhibit of="Switch, Checkbox, SegmentedControl">
      <Specimen state="choice.off">
        <Switch label={label} />
      </Specimen>
      <Specimen state="choice.on">
        <Switch label={label} defaultChecked />
      </Specimen>
      <Specimen state="choice.off">
        <Checkbox label={label} />
      </Specimen>
      <Specimen state="choice.on">
        <Checkbox label={label} defaultChecked />
      </Specimen>
      <Specimen state="choice.one">
        <SegmentedControl aria-label={text('sample.status')} data={[text('sample.open'), text('sample.closed')]} />
      </Specimen>
    </Exhibit>
  )
}

const Days = () => {
  const text = useText()
  const [day, setDay] = useState('2026-11-22')
  const shared = { label: text('sample.day'), onChange: setDay, w: 180 }
  return (
    <Exhibit of="DayField">
      <Specimen state="field.blank">
        <DayField {...shared} value="" />
      </Specimen>
      <Specimen state="field.filled">
        <DayField {...shared} value={day} clearable />
      </Specimen>
      <Specimen state="field.wrong">
        <DayField {...shared} value={day} error={text('sample.wrong')} />
      </Specimen>
    </Exhibit>
  )
}

const People = () => {
  const text = useText()
  const [id, setId] = useState<string>(ids.known)
  return (
    <Exhibit of="PersonField">
      <Specimen state="field.blank">
        <PersonField value="" onChange={() => {}} />
      </Specimen>
      <Specimen state="field.filled">
        <PersonField value={id} onChange={setId} clearable />
      </Specimen>
      <Specimen state="field.wrong">
        <PersonField value={id} onChange={setId} error={text('sample.wrong')} />
      </Specimen>
    </Exhibit>
  )
}

/** What is filled in, wrong, only to be read, or not to be touched. */
export const Forms = () => (
  <Group name="forms">
    <Exhibit of="TextInput, PasswordInput, Select, Textarea">
      {states.map((state) => (
        <Specimen key={state} state={`field.${state}`} wide>
          <Inputs state={state} />
        </Specimen>
      ))}
    </Exhibit>
    <Choices />
    <Days />
    <People />
    <SpecialFields />
  </Group>
)
