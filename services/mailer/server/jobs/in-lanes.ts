/** Works through items, so many at once, until done or told to stop. Answers the items that were not begun. */
export const inLanes = async <T>(
  lanes: number,
  items: readonly T[],
  signal: AbortSignal,
  work: (item: T) => Promise<unknown>,
): Promise<T[]> => {
  const left = [...items]
  const failures: unknown[] = []
  const lane = async (): Promise<void> => {
    while (!signal.aborted && failures.length === 0) {
      const item = left.shift()
      if (item === undefined) return
      await work(item).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  if (failures.length > 0) throw failures[0]
  return left
}
