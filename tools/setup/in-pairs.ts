/** Does `work` for every item, two at a time (a build or a check fills a core), and answers in the items' order. */
export const inPairs = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results = new Array<Result>(items.length)
  const queue = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item)
  }
  await Promise.all([worker(), worker()])
  return results
}
