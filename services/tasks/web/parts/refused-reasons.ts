/** The reasons of refused lines as the service words them, by their key in the catalogue under `refused`. */
const keysByReason: Readonly<Record<string, string>> = {
  'a quote that opens here is never closed': 'quoteNotClosed',
  'there is text after a closing quote': 'textAfterQuote',
  'the text is not UTF-8': 'notUtf8',
  'there are more fields than columns': 'tooManyFields',
  'the title is missing': 'titleMissing',
  'the title is longer than 200 characters': 'titleLong',
  'the title must not contain [ or ]; the key has a column of its own': 'titleBrackets',
  'the description is longer than 10,000 characters': 'descriptionLong',
  'the key is longer than 40 characters': 'keyLong',
  'the key may have letters, digits and . _ / - only, and begins with a letter or digit': 'keySigns',
  'no task can be created from this line': 'other',
}

/** The key of a reason's text, or undefined for one that a newer service says. */
export const reasonKey = (reason: string): string | undefined => keysByReason[reason]
