import { authRoutes, type Me } from '@popug/contracts/auth.ts'
import { isLanguage } from '@popug/contracts/languages.ts'
import type { Language } from '@popug/contracts/roles.ts'
import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../client/call.ts'
import { keyOf } from '../client/hooks.ts'
import { leave } from '../client/leave.ts'
import { ApiProblem } from '../client/problem.ts'
import { renewSession, type Session } from '../client/renewal.ts'
import { notifyProblem } from '../components/notify.tsx'
import { learn, speak } from '../i18n/i18n.ts'
import { pages } from './places.ts'

const sessionKey = keyOf(authRoutes.getSession)
const Person = createContext<Me | null>(null)

/** Who is signed in; null: nobody. Does not send anyone to the sign-in page. */
export const useSession = (): UseQueryResult<Session | null> =>
  useQuery<Session | null>({
    queryKey: sessionKey,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      try {
        return await call(authRoutes.getSession, undefined, { signal, stay: true })
      } catch (error) {
        if (error instanceof ApiProblem && error.code === 'not_signed_in') return null
        throw error
      }
    },
  })

/** Half of what is left, between ten seconds and twenty minutes: a renewal that fails has time to be tried again. */
const renewIn = (expiresAt: string): number =>
  Math.min(Math.max((new Date(expiresAt).getTime() - Date.now()) / 2, 10_000), 1_200_000)

/** Keeps the token of an open page fresh before it runs out. */
export const useRenewal = ({ data: session, dataUpdatedAt }: UseQueryResult<Session | null>): void => {
  const client = useQueryClient()
  const expiresAt = session?.expiresAt
  useEffect(() => {
    // Each answer plans anew, for a renewed token may carry the same end of the session.
    if (!expiresAt || !dataUpdatedAt) return
    const timer = setTimeout(() => {
      // Silence is no reason to disturb: the next call of the page renews or asks to sign in.
      renewSession().then(
        (renewed) => client.setQueryData(sessionKey, renewed),
        () => {},
      )
    }, renewIn(expiresAt))
    return () => clearTimeout(timer)
  }, [expiresAt, dataUpdatedAt, client])
}

/** Gives the pages below the person who is signed in, and the page that person's language. */
export const PersonProvider = ({ me, children }: { readonly me: Me | null; readonly children: ReactNode }) => {
  const { i18n } = useTranslation()
  const language = me?.language
  useEffect(() => {
    if (isLanguage(language) && i18n.language !== language) speak(i18n, language).catch(notifyProblem)
  }, [language, i18n])
  return <Person.Provider value={me}>{children}</Person.Provider>
}

/** The person who is signed in, or null on a public page. */
export const usePerson = (): Me | null => useContext(Person)

/** The person who is signed in; every page that is not public has one. */
export const useMe = (): Me => {
  const me = useContext(Person)
  if (!me) throw new Error('useMe is for pages that ask to be signed in; a public page has usePerson')
  return me
}

/** A function that switches the language at once and keeps it with the person. */
export const useChangeLanguage = (): ((language: Language) => Promise<void>) => {
  const me = usePerson()
  const { i18n } = useTranslation()
  const client = useQueryClient()
  return async (language) => {
    try {
      await learn(i18n, language)
    } catch (error) {
      notifyProblem(error)
      return
    }
    // The person first: a page that is drawn anew would go back to what the person spoke before.
    if (me) client.setQueryData<Session | null>(sessionKey, (old) => old && { ...old, user: { ...old.user, language } })
    await i18n.changeLanguage(language)
    if (!me) return
    try {
      await call(authRoutes.changeMe, { body: { language } })
    } catch (error) {
      notifyProblem(error)
    }
  }
}

/** A function that ends the session everywhere and goes to the sign-in page. */
export const useSignOut = (): (() => Promise<void>) => {
  const client = useQueryClient()
  return async () => {
    try {
      await call(authRoutes.signOut, undefined, { stay: true })
    } catch (error) {
      if (!(error instanceof ApiProblem && error.status === 401)) {
        notifyProblem(error)
        return
      }
    }
    client.clear()
    leave.to(pages.signIn)
  }
}
