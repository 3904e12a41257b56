import { Anchor, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { useUrlState } from '../app/url-state.ts'
import { useText } from '../i18n/text.ts'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { ThemeSwitch } from '../shell/theme-switch.tsx'
import classes from './gallery.module.css'
import { groups } from './groups.ts'
import { Stage } from './stage.tsx'
import { addTexts, namespace } from './texts.ts'

const widths = ['window', 'phone'] as const

const Switches = () => {
  const text = useText()
  const [{ width }, set] = useUrlState({ width: 'window' })
  return (
    <Group gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={text('width.label')}
        value={width}
        onChange={(next) => set({ width: next })}
        data={widths.map((value) => ({ value, label: text(`width.${value}`) }))}
      />
      <LanguageSwitch />
      <ThemeSwitch />
    </Group>
  )
}

const Parts = () => {
  const text = useText()
  const [{ width }] = useUrlState({ width: 'window' })
  return (
    <Stack gap="lg">
      <Text>{text('lead')}</Text>
      <Switches />
      <nav aria-label={text('parts')}>
        <ul className={classes.index}>
          {groups.map(({ name }) => (
            <li key={name}>
              <Anchor href={`#${name}`}>{text(`group.${name}`)}</Anchor>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.stage} data-width={width}>
        {groups.map(({ name, Parts: Shown }) => (
          <Shown key={name} />
        ))}
      </div>
    </Stack>
  )
}

/** The gallery half of `Gallery`, in a file of its own to be loaded when it is opened. */
const AllParts = () => {
  const { i18n } = useTranslation()
  useState(() => addTexts(i18n))
  return (
    <I18nextProvider i18n={i18n} defaultNS={namespace}>
      <Stage>
        <Parts />
      </Stage>
    </I18nextProvider>
  )
}

export default AllParts
