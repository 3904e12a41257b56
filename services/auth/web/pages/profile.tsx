import { Stack } from '@mantine/core'
import { Page, useText } from '@popug/ui-kit'
import { AboutMe } from './about-me.tsx'
import { OwnPassword } from './own-password.tsx'
import { OwnSessions } from './own-sessions.tsx'

/** One's own name, language, password and sessions. */
const Profile = () => {
  const text = useText()
  return (
    <Page title={text('profile.title')}>
      <Stack gap="xl" maw={760}>
        <AboutMe />
        <OwnPassword />
        <OwnSessions />
      </Stack>
    </Page>
  )
}

export default Profile
