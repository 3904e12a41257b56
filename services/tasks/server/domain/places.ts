/** A performer and the number they are drawn by. */
export interface Place {
  readonly id: string
  readonly place: number
}

/** What must change so that the places are those of the active performers alone. */
export interface PlaceChanges {
  readonly gone: string[]
  readonly placed: Place[]
}

/**
 * Gives the active performers the places 0, 1, 2 … without holes, moving as few as possible: those who come, and the
 * last ones when somebody left. Two on one place, should it ever happen, are set apart again.
 */
export const placeAnew = (known: readonly Place[], active: ReadonlySet<string>): PlaceChanges => {
  const taken = new Set<number>()
  const gone: string[] = []
  const moving: string[] = []
  const joining = new Set(active)
  for (const { id, place } of known) {
    joining.delete(id)
    if (!active.has(id)) gone.push(id)
    else if (place >= active.size || taken.has(place)) moving.push(id)
    else taken.add(place)
  }
  const placed: Place[] = []
  let next = 0
  for (const id of [...moving, ...joining]) {
    while (taken.has(next)) next += 1
    placed.push({ id, place: next })
    next += 1
  }
  return { gone, placed }
}
