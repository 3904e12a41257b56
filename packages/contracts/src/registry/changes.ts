/**
 * What became of a schema.
 * - `removed`, `retyped`, `narrowed`, `required`: what was said before is no longer understood, and logs keep it for good.
 * - `widened`, `optional`: what is said from now on is refused by listeners of before, which run beside those of today.
 * - `unclear`: another word than these rules know has changed.
 */
export type ChangeKind = 'removed' | 'retyped' | 'narrowed' | 'required' | 'widened' | 'optional' | 'unclear'

/** One change that is more than an addition: where (`amountMinor`, `lines[].taskId`; empty: the whole), and what in words. */
export interface Change {
  readonly at: string
  readonly kind: ChangeKind
  readonly says: string
}
