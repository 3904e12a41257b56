import { Box } from '@mantine/core'
import type { Me } from '@popug/contracts/auth.ts'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { leaveToSignIn } from '../client/leave.ts'
import { useLive } from '../client/live.ts'
import { useKitText } from '../i18n/text.ts'
import { PersonProvider, useRenewal, useSession } from '../session/session.tsx'
import { Loading } from '../states/loading.tsx'
import { Problem } from '../states/problem.tsx'
import { HeaderPlace } from './header-place.ts'
import { Keyboard } from './keyboard.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { PersonMenu } from './person-menu.tsx'
import { Rail } from './rail.tsx'
import classes from './shell.module.css'
import { ThemeSwitch } from './theme-switch.tsx'

interface FrameProps {
  readonly me: Me | null
  readonly children: ReactNode
}

const Frame = ({ me, children }: FrameProps) => {
  const text = useKitText()
  const [title, setTitle] = useState<HTMLElement | null>(null)
  const [actions, setActions] = useState<HTMLElement | null>(null)
  const place = useMemo(() => ({ title, actions }), [title, actions])
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {text('shell.skip')}
      </a>
      <Rail role={me?.role} />
      <header className={classes.header}>
        <div className={classes.bar}>
          <div ref={setTitle} className={classes.title} />
          <div ref={setActions} className={classes.actions} />
          <div className={classes.person}>
            <Box visibleFrom="sm">
              <LanguageSwitch />
            </Box>
            {me && <Keyboard me={me} />}
            <ThemeSwitch />
            {me && <PersonMenu me={me} />}
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className={classes.content}>
        <HeaderPlace.Provider value={place}>{children}</HeaderPlace.Provider>
      </main>
    </div>
  )
}

/** The frame of every page that asks to be signed in: rail, header, and the page once it is known who reads it. */
export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const session = useSession()
  useRenewal(session)
  useLive(session.data?.user !== undefined)
  const nobody = session.data === null
  useEffect(() => {
    if (nobody) leaveToSignIn()
  }, [nobody])

  const me = session.data?.user ?? null
  const waiting = session.error ? <Problem error={session.error} onRetry={session.refetch} /> : <Loading />
  return (
    <PersonProvider me={me}>
      <Frame me={me}>{me ? children : waiting}</Frame>
    </PersonProvider>
  )
}
