import { accountRoutes } from '@popug/contracts/accounts.ts'
import { useEffect } from 'react'
import { useRoute } from '../client/hooks.ts'
import { usePerson } from './session.tsx'

const remembered = 'popug.currency'

/**
 * The installation's one currency: the one given, or the one accounts tells, or the one it told last time here;
 * undefined until any of them is known, for an amount without its currency may be read a hundred times too large.
 */
export const useCurrency = (given?: string): string | undefined => {
  const person = usePerson()
  const { data } = useRoute(accountRoutes.getMyAccount, {}, { enabled: !given && person !== null, staleTime: 600_000 })
  const known = given ?? data?.currency
  useEffect(() => {
    if (known) localStorage.setItem(remembered, known)
  }, [known])
  return known ?? localStorage.getItem(remembered) ?? undefined
}
