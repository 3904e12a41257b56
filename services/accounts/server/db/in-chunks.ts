/** The most values of one `IN (…)`: statements stay short, and few distinct ones are kept prepared. */
const chunk = 500

/** Reads rows for any number of ids, so many a statement. */
export const inChunks = async <T>(ids: readonly string[], read: (some: string[]) => Promise<T[]>): Promise<T[]> => {
  if (ids.length <= chunk) return ids.length === 0 ? [] : read([...ids])
  const found: T[] = []
  for (let from = 0; from < ids.length; from += chunk) found.push(...(await read(ids.slice(from, from + chunk))))
  return found
}
