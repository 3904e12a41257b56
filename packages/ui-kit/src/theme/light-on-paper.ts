const root = document.documentElement
const attribute = 'data-mantine-color-scheme'

/** Prints pages light, whatever the screen is; answers how to leave that be. */
export const printLight = (): (() => void) => {
  let onScreen: string | null = null
  const before = (): void => {
    onScreen = root.getAttribute(attribute)
    root.setAttribute(attribute, 'light')
  }
  const after = (): void => {
    if (onScreen !== null) root.setAttribute(attribute, onScreen)
  }
  window.addEventListener('beforeprint', before)
  window.addEventListener('afterprint', after)
  return () => {
    window.removeEventListener('beforeprint', before)
    window.removeEventListener('afterprint', after)
  }
}
