import { Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { authRoutes } from '@popug/contracts/auth.ts'
import { languageName } from '@popug/contracts/languages.ts'
import { type Language, languages } from '@popug/contracts/roles.ts'
import {
  fieldErrors,
  notifyDone,
  notifyUnlessShown,
  useAction,
  useChangeLanguage,
  useLanguage,
  useMe,
  useText,
} from '@popug/ui-kit'
import { NameForm } from './name-form.tsx'
import { Section } from './section.tsx'

/** Who one is: the name and the language can be changed, the rest is an admin's business. */
export const AboutMe = () => {
  const text = useText()
  const me = useMe()
  const language = useLanguage()
  const changeLanguage = useChangeLanguage()
  const change = useAction(authRoutes.changeMe, {
    onSuccess: () => notifyDone(text('profile.saved')),
    onProblem: (problem) => notifyUnlessShown(problem, ['name']),
  })
  return (
    <Section title={text('profile.about')}>
      <Text>
        {me.email} · <Text span>{text(`role.${me.role}`)}</Text>
      </Text>
      <NameForm
        key={me.name}
        name={me.name}
        saving={change.running}
        error={fieldErrors(change.problem).name}
        onSave={(name) => change.run({ body: { name } })}
      />
      <Stack gap={4}>
        <Text size="sm" fw={500} id="own-language">
          {text('language')}
        </Text>
        <Group>
          <SegmentedControl
            aria-labelledby="own-language"
            value={language}
            data={languages.map((value) => ({ value, label: languageName(value) }))}
            onChange={(next) => void changeLanguage(next as Language)}
          />
        </Group>
      </Stack>
    </Section>
  )
}
