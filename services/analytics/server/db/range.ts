/** Days from one to another, both included; without a bound where it is undefined. */
export interface Range {
  readonly from?: string | undefined
  readonly to?: string | undefined
}
