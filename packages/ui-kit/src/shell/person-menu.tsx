import { Menu, Text, UnstyledButton } from '@mantine/core'
import type { Me } from '@popug/contracts/auth.ts'
import { languageName } from '@popug/contracts/languages.ts'
import { languages } from '@popug/contracts/roles.ts'
import { Icon } from '../components/icon.tsx'
import { useKitText, useLanguage } from '../i18n/text.ts'
import { pages } from '../session/places.ts'
import { useChangeLanguage, useSignOut } from '../session/session.tsx'
import classes from './person-menu.module.css'

/** Two letters for a person: of first and second name, or the first two of the only one. */
const initialsOf = (name: string): string => {
  const [first = '', second] = name.trim().split(/\s+/)
  return (second ? first.slice(0, 1) + second.slice(0, 1) : first.slice(0, 2)).toUpperCase()
}

/** Who is signed in, their profile, and the way out; on a phone the language too. */
export const PersonMenu = ({ me }: { readonly me: Me }) => {
  const text = useKitText()
  const language = useLanguage()
  const changeLanguage = useChangeLanguage()
  const signOut = useSignOut()
  return (
    <Menu position="bottom-end" width={240} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton aria-label={text('shell.person', { name: me.name })}>
          <span className={classes.initials} aria-hidden="true">
            {initialsOf(me.name)}
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label px="sm" py="xs" c="inherit">
          <Text fw={600} truncate>
            {me.name}
          </Text>
          <Text size="sm" c="dimmed">
            {text(`role.${me.role}`)}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Menu.Item component="a" href={pages.profile} leftSection={<Icon name="person" />}>
          {text('shell.profile')}
        </Menu.Item>
        {languages
          .filter((other) => other !== language)
          .map((other) => (
            <Menu.Item
              key={other}
              hiddenFrom="sm"
              lang={other}
              leftSection={<Icon name="language" />}
              onClick={() => void changeLanguage(other)}
            >
              {languageName(other)}
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => void signOut()}>
          {text('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
