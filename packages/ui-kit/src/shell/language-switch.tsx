import { SegmentedControl } from '@mantine/core'
import { type Language, languages } from '@popug/contracts/roles.ts'
import { useKitText, useLanguage } from '../i18n/text.ts'
import { useChangeLanguage } from '../session/session.tsx'

/** The languages that Popug speaks, at once and without a reload. */
export const LanguageSwitch = () => {
  const text = useKitText()
  const language = useLanguage()
  const change = useChangeLanguage()
  return (
    <SegmentedControl
      size="xs"
      aria-label={text('shell.language')}
      value={language}
      data={languages.map((value) => ({ value, label: value.toUpperCase() }))}
      onChange={(next) => void change(next as Language)}
    />
  )
}
