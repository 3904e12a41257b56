import { Button } from '@mantine/core'
import { Page } from '../components/page.tsx'
import { useKitText } from '../i18n/text.ts'
import { homeOf } from '../session/places.ts'
import { usePerson } from '../session/session.tsx'
import { Empty } from '../states/empty.tsx'

/** An address that leads nowhere, and the way back. */
export const NotHere = () => {
  const text = useKitText()
  const me = usePerson()
  return (
    <Page title="404">
      <Empty
        parrot="lost"
        title={text('shell.notHere')}
        action={
          <Button component="a" href={me ? homeOf(me.role) : '/'}>
            {text('shell.home')}
          </Button>
        }
      />
    </Page>
  )
}
