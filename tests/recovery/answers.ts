/** What `popug verify --json` answers. */
export interface Verified {
  readonly well: boolean
  readonly outcome: 'well' | 'does_not_hold' | 'not_checked'
  readonly items: {
    readonly invariant: string
    readonly says: string
    readonly where: string
    readonly checked: number
    readonly offenders: string[]
    readonly unknown?: string
  }[]
}

/** What `popug reconcile --json` answers. */
export interface Reconciled {
  readonly well: boolean
  readonly items: {
    readonly pair: string
    readonly missing: { id: string; position: number; why: string }[]
    readonly extra: string[]
    readonly unlikeLog: string[]
    readonly repaired: { applied: number; failed: unknown[] }
  }[]
  readonly figures: { says: string; differing: string[] }[]
  readonly rebuilt: boolean
}

/** The invariants that do not hold, or were not checked. */
export const found = ({ items }: Verified) => items.filter(({ offenders, unknown }) => offenders.length > 0 || unknown)

/** The pairs that do not agree. */
export const differing = ({ items }: Reconciled) =>
  items.filter(({ missing, extra, unlikeLog }) => missing.length + extra.length + unlikeLog.length > 0)

const invariants = Array.from({ length: 12 }, (_, index) => `I${index + 1}`)

/** The invariants of which nothing at all was checked. */
export const withoutFigure = ({ items }: Verified): string[] =>
  invariants.filter((name) => !items.some(({ invariant, checked }) => invariant === name && checked > 0))
