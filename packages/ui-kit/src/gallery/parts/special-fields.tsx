import { useState } from 'react'
import { periodBefore, type RangeChoice, rangeOf } from '../../app/range.ts'
import { NumberField } from '../../components/number-field.tsx'
import { PasswordAgain, usePasswordAgain } from '../../components/password-again.tsx'
import { RangeField } from '../../components/range-field.tsx'
import { useText } from '../../i18n/text.ts'
import { Exhibit, Specimen } from '../exhibit.tsx'

const today = '2026-11-22'
const lastWeek = periodBefore({ from: '2026-11-16', to: today })
const choices: Readonly<Record<string, RangeChoice>> = {
  week: { span: '7', from: '', to: '' },
  custom: { span: 'custom', ...lastWeek },
  wrong: { span: 'custom', from: today, to: lastWeek.from },
}

const Ranged = ({ state }: { readonly state: string }) => {
  const [choice, setChoice] = useState<RangeChoice>(choices[state] ?? { span: '7', from: '', to: '' })
  return (
    <RangeField
      choice={choice}
      onChange={(change) => setChoice({ ...choice, ...change } as RangeChoice)}
      range={rangeOf(choice, today)}
      otherwise={lastWeek}
      today={today}
    />
  )
}

/** Fields of one purpose: a range of days, an amount, the password once more. */
export const SpecialFields = () => {
  const text = useText()
  const again = usePasswordAgain()
  return (
    <>
      <Exhibit of="RangeField">
        {Object.keys(choices).map((state) => (
          <Specimen key={state} state={`range.${state}`} wide>
            <Ranged state={state} />
          </Specimen>
        ))}
      </Exhibit>
      <Exhibit of="NumberField">
        <Specimen state="field.filled">
          <NumberField label={text('sample.amount')} defaultValue={31.2} decimalScale={2} />
        </Specimen>
        <Specimen state="field.wrong">
          <NumberField label={text('sample.amount')} defaultValue={-1} error={text('sample.wrong')} />
        </Specimen>
      </Exhibit>
      <Exhibit of="PasswordAgain">
        <Specimen state="field.blank">
          <PasswordAgain of={again} why={text('sample.why')} />
        </Specimen>
        <Specimen state="field.wrong">
          <PasswordAgain of={{ ...again, error: text('sample.wrong') }} why={text('sample.why')} />
        </Specimen>
        <Specimen state="late">
          <PasswordAgain of={{ ...again, away: text('sample.notNow') }} why={text('sample.why')} />
        </Specimen>
      </Exhibit>
    </>
  )
}
