import { setImmediate as nextTurn } from 'node:timers/promises'

/** Items of one turn: a fraction of a millisecond, after which what came from outside has its turn. */
const atOnce = 200

/** Maps many items, letting the statements that are under way go on in between: `Promise.all` with them makes both overlap. */
export const inTurns = async <A, B>(items: readonly A[], map: (item: A) => B): Promise<B[]> => {
  const mapped: B[] = []
  for (const [index, item] of items.entries()) {
    if (index % atOnce === 0) await nextTurn()
    mapped.push(map(item))
  }
  return mapped
}
