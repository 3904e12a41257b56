/** A text in the form it is searched and sorted by: case does not count. */
export const fold = (text: string): string => text.normalize('NFC').toLowerCase()

/** A LIKE pattern (escape character `!`) for texts that contain this one, whatever signs it has. */
export const likePart = (text: string): string => `%${fold(text.trim()).replace(/[!%_]/g, '!$&')}%`
