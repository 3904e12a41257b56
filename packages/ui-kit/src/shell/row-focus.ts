/** What of a row takes the focus: what is marked for it, or its first link or button. */
const goalOf = (row: Element): HTMLElement | null =>
  row.querySelector<HTMLElement>('[data-row-goal]') ?? row.querySelector<HTMLElement>('a[href], button:not([disabled])')

/** Moves the focus to the row of the page's list that is so many further; from outside of the list to its first or last one. */
export const focusRow = (by: 1 | -1): void => {
  const goals = [...document.querySelectorAll('main [data-row], main tbody tr')].flatMap((row) => {
    const goal = goalOf(row)
    return goal ? [{ row, goal }] : []
  })
  const at = goals.findIndex(({ row }) => row.contains(document.activeElement))
  const next = at < 0 ? (by === 1 ? 0 : goals.length - 1) : at + by
  goals[next]?.goal.focus()
}
