/** What React keeps of an element that it has drawn; only what is read here. */
interface Fiber {
  readonly elementType: unknown
  readonly child: Fiber | null
  readonly sibling: Fiber | null
}

interface Root {
  readonly stateNode: { readonly current: Fiber }
}

const rootOf = (container: Element): Root => {
  const key = Object.keys(container).find((name) => name.startsWith('__reactContainer$'))
  const root = key && (container as unknown as Readonly<Record<string, Root>>)[key]
  if (!root) throw new Error('React has drawn nothing in this element')
  return root
}

/** Every component that React has drawn in its container, however deep. */
export const drawnIn = (container: Element): ReadonlySet<unknown> => {
  const drawn = new Set<unknown>()
  const left: (Fiber | null)[] = [rootOf(container).stateNode.current]
  while (left.length > 0) {
    const fiber = left.pop()
    if (!fiber) continue
    drawn.add(fiber.elementType)
    left.push(fiber.child, fiber.sibling)
  }
  return drawn
}
