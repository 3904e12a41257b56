/** Gives jsdom the few things of a browser that Mantine asks for and jsdom has not. */
export const mendDom = (): void => {
  window.matchMedia ??= (media: string) =>
    Object.assign(new EventTarget(), {
      matches: false,
      media,
      onchange: null,
      addListener: () => {},
      removeListener: () => {},
    })
  window.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  // Fields that grow with their text look for it.
  if (!document.fonts) Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true })
  window.scrollTo = () => {}
  Element.prototype.scrollIntoView ??= () => {}
}
