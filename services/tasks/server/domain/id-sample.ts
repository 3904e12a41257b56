/** So many hexadecimal digits at the end of an id are looked at; UUIDv7 ends in random ones, whenever it was made. */
export const tailDigits = 3
const tails = 16 ** tailDigits

/**
 * What the ends of a sample's ids are less than, so that about `wanted` of so many ids are in it, each as likely as the
 * others; null where all of them are wanted.
 */
export const tailBelow = (ids: number, wanted: number): string | null =>
  ids <= wanted
    ? null
    : Math.max(1, Math.floor((tails * wanted) / ids))
        .toString(16)
        .padStart(tailDigits, '0')
