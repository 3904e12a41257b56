import { liveEvent, livePath } from '@popug/contracts/live.ts'
import { type ServiceName, serviceNames } from '@popug/contracts/topology.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** Milliseconds until a stream that was refused is tried again: the first time, and at most. */
const firstPause = 2_000
const longestPause = 60_000

/**
 * Listens to a service's changes while the page is looked at. A page in the background lets go of its connection, of which
 * a browser has few, and asks anew when it is looked at again. Answers how to leave.
 */
export const listenLive = (service: ServiceName, changed: () => void): (() => void) => {
  let stream: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = firstPause

  const close = (): void => {
    clearTimeout(timer)
    stream?.close()
    stream = undefined
  }
  const open = (): void => {
    close()
    const opened = new EventSource(`/${service}/api${livePath}`)
    stream = opened
    opened.addEventListener('open', () => {
      pause = firstPause
    })
    opened.addEventListener(liveEvent, changed)
    opened.addEventListener('error', () => {
      // A stream that merely broke is resumed by the browser; one that was refused is not.
      if (opened.readyState !== EventSource.CLOSED || stream !== opened) return
      timer = setTimeout(() => {
        open()
        changed()
      }, pause)
      pause = Math.min(2 * pause, longestPause)
    })
  }
  const look = (): void => {
    if (document.visibilityState === 'hidden') close()
    else if (!stream) {
      open()
      changed()
    }
  }
  document.addEventListener('visibilitychange', look)
  if (document.visibilityState !== 'hidden') open()
  return () => {
    document.removeEventListener('visibilitychange', look)
    close()
  }
}

/** The service whose page this is, by its address. */
const serviceHere = (): ServiceName | undefined =>
  serviceNames.find((name) => name === window.location.pathname.split('/')[1])

/** While somebody is signed in, what the page shows is asked for again when the service says that it has changed. */
export const useLive = (signedIn: boolean): void => {
  const client = useQueryClient()
  useEffect(() => {
    const service = serviceHere()
    if (!signedIn || !service || typeof EventSource === 'undefined') return
    return listenLive(service, () => void client.invalidateQueries({ queryKey: [service] }))
  }, [signedIn, client])
}
