const signInPage = '/auth/'

/** Leaves the page for another service's; a plain page load. Tests put their own function in `by`. */
export const leave = {
  by: (address: string): void => window.location.assign(address),
  to(address: string): void {
    this.by(address)
  },
}

/** Goes to the sign-in page, which leads back to where the person is now. */
export const leaveToSignIn = (): void => {
  const { pathname, search, hash } = window.location
  if (pathname === signInPage) return
  leave.to(`${signInPage}?next=${encodeURIComponent(pathname + search + hash)}`)
}

/** The page that `?next=` asks for, only where it is a path of this origin; undefined otherwise. */
export const safeNext = (search: string = window.location.search): string | undefined => {
  const next = new URLSearchParams(search).get('next')
  if (!next?.startsWith('/')) return undefined
  const address = new URL(next, window.location.origin)
  return address.origin === window.location.origin ? address.pathname + address.search + address.hash : undefined
}
