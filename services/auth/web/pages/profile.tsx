import { Stack } from '@mantine/core'
import { Page, useText } from '@popug/ui-kit'
import { OwnPasskeys } from '../parts/own-passkeys.tsx'
import { AboutMe } from './about-me.tsx'
import { OwnPassword } from './own-password.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { OwnTokens } from './own-tokens.tsx'

/** One's own name, language, password, passkeys, sessions and API tokens. */
const Profile = () => {
  const text = useText()
  return (
    <Page title={text('profile.title')}>
      <Stack gap="xl" maw={760}>
        <AboutMe />
        <OwnPassword />
        <OwnPasskeys />
        <OwnSessions />
        <OwnTokens />
      </Stack>
    </Page>
  )
}

export default Profile
