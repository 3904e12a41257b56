import { type FunctionComponent, useEffect, useState } from 'react'

/** Milliseconds to wait before each attempt to fetch it; a line that is down for longer is down for the page as well. */
const waits = [0, 2_000, 10_000, 60_000]

/** Calls as soon as the page has nothing better to do; Safari, which does not tell, gets a moment. */
const whenIdle = (run: () => void): void => {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 2_000 })
  else setTimeout(run, 200)
}

/** Fetches the place of toasts once the page is there: what is said before is kept, and shown then. */
export const Toaster = () => {
  const [Toasts, setToasts] = useState<FunctionComponent | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const fetchFrom = (attempt: number): void => {
      const wait = waits[attempt]
      if (isGone || wait === undefined) return
      timer = setTimeout(async () => {
        try {
          const { default: fetched } = await import('./toasts.tsx')
          if (!isGone) setToasts(() => fetched)
        } catch {
          fetchFrom(attempt + 1)
        }
      }, wait)
    }
    whenIdle(() => fetchFrom(0))
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  return Toasts && <Toasts />
}
