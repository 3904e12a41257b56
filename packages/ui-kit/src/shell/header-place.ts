import { createContext } from 'react'

/** Where the header takes a page's title and actions; null outside of the shell. */
export const HeaderPlace = createContext<{ readonly title: HTMLElement | null; readonly actions: HTMLElement | null }>({
  title: null,
  actions: null,
})
