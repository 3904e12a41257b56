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
  window.scrollTo = () => {}
  Element.prototype.scrollIntoView ??= () => {}
}
