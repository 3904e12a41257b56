import { useEffect, useRef } from 'react'

/** What keys do: `mod+k` with Ctrl or ⌘, `g t` one after the other, `?` as it is typed. */
export type Keys = Readonly<Record<string, () => void>>

/** Milliseconds in which the second key of two follows the first. */
const together = 1_500

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** A letter is the key it stands on, for other layouts have other letters there; a sign is what was typed. */
const nameOf = ({ code, key }: KeyboardEvent): string => /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key

/**
 * Listens to the keyboard while the page is open. Keys without Ctrl or ⌘ are left alone where somebody types, and while a
 * dialog stands open.
 */
export const useKeys = (keys: Keys): void => {
  const known = useRef(keys)
  known.current = keys
  useEffect(() => {
    let first: { name: string; at: number } | undefined
    const press = (event: KeyboardEvent): void => {
      const name = nameOf(event)
      const before = first && event.timeStamp - first.at < together ? first.name : undefined
      first = undefined
      const mod = event.ctrlKey || event.metaKey
      if (event.defaultPrevented || event.altKey) return
      if (!mod && (isTyping(event.target) || document.querySelector('[role="dialog"]'))) return
      const { current } = known
      const act = mod ? current[`mod+${name}`] : (current[`${before} ${name}`] ?? current[name])
      if (act) {
        event.preventDefault()
        act()
      } else if (!mod && Object.keys(current).some((key) => key.startsWith(`${name} `))) {
        first = { name, at: event.timeStamp }
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
