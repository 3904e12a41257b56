import { ActionIcon, type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { Icon, type IconName } from '../components/icon.tsx'
import { useKitText } from '../i18n/text.ts'

const schemes: readonly { scheme: MantineColorScheme; word: string; icon: IconName }[] = [
  { scheme: 'auto', word: 'system', icon: 'system' },
  { scheme: 'light', word: 'light', icon: 'sun' },
  { scheme: 'dark', word: 'dark', icon: 'moon' },
]

/** Light, dark, or as the system has it. */
export const ThemeSwitch = () => {
  const text = useKitText()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const current = schemes.find(({ scheme }) => scheme === colorScheme) ?? schemes[0]
  return (
    <Menu position="bottom-end" width={200} withinPortal={false}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={text('shell.theme')}>
          <Icon name={current?.icon ?? 'system'} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ scheme, word, icon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<Icon name={icon} />}
            rightSection={scheme === colorScheme ? <Icon name="check" size={16} /> : undefined}
            aria-current={scheme === colorScheme}
            onClick={() => setColorScheme(scheme)}
          >
            {text(`shell.${word}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
