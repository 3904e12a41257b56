/** A text in the form it is searched and sorted by: case does not count. */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase()
