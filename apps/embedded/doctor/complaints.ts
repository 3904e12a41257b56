/** One thing that was looked at; `cure` says what to do where it is not well. */
export interface Looked {
  readonly at: string
  readonly found: string
  readonly cure: string | null
}

/** What is well. */
export const well = (at: string, found: string): Looked => ({ at, found, cure: null })

/** What is not, and what to do about it. */
export const ill = (at: string, found: string, cure: string): Looked => ({ at, found, cure })
