import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'

/** `?a=1&b=x` as plain strings: `q=12` stays text. */
export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

/** The reverse; what is empty stays out of the address. */
export const stringifySearch = (search: Readonly<Record<string, unknown>>): string => {
  const filled = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '')
  const text = new URLSearchParams(filled.map(([name, value]) => [name, String(value)])).toString()
  return text && `?${text}`
}

/**
 * Filters that live in the address: `const [filters, setFilters] = useUrlState({ status: 'open', q: '' })`. What equals its
 * default stays out of the address. Setting replaces the entry of the history, so that "back" leaves the page.
 */
export const useUrlState = <S extends Record<string, string>>(
  defaults: S,
): [state: S, set: (change: Partial<S>) => void] => {
  const search = useSearch({ strict: false }) as Readonly<Record<string, string | undefined>>
  const navigate = useNavigate()
  // The defaults are written in place by those who call, a new object each time; their text is what counts.
  const written = JSON.stringify(defaults)
  const state = useMemo(() => {
    const known = JSON.parse(written) as S
    return Object.fromEntries(Object.keys(known).map((key) => [key, search[key] ?? known[key]])) as S
  }, [search, written])
  const set = useCallback(
    (change: Partial<S>) => {
      const known = JSON.parse(written) as S
      const next = (old: Readonly<Record<string, unknown>>): Record<string, unknown> => {
        const all: Record<string, unknown> = { ...old, ...change }
        for (const key of Object.keys(known)) if (all[key] === known[key]) delete all[key]
        return all
      }
      void navigate({ to: '.', search: next, replace: true })
    },
    [navigate, written],
  )
  return [state, set]
}

/** A parameter of the page's path: `useParam('id')` on `/tasks/$id`. */
export const useParam = (name: string): string => {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>
  const value = params[name]
  if (value === undefined) throw new Error(`This page's path has no $${name}`)
  return value
}
