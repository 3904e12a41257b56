import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useKeys } from './keys.ts'

/** A key that the page at hand answers to. */
export interface PageKey {
  readonly key: string
  /** What it does, in the person's language. */
  readonly does: string
}

let told: readonly PageKey[] = []
const listeners = new Set<() => void>()

const tell = (next: readonly PageKey[]): void => {
  told = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Answers to a key while the page is open, and has the help sheet tell it: `usePageKey('c', text('newTask'), open)`. */
export const usePageKey = (key: string, does: string, act: () => void): void => {
  const current = useRef(act)
  current.current = act
  useKeys({ [key]: () => current.current() })
  useEffect(() => {
    const mine: PageKey = { key, does }
    tell([...told, mine])
    return () => tell(told.filter((one) => one !== mine))
  }, [key, does])
}

/** The keys of the page at hand. */
export const usePageKeys = (): readonly PageKey[] => useSyncExternalStore(subscribe, () => told)
