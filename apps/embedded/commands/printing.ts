const coloured = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR

const paint = (code: number, text: string): string => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text)

/** The marks of good and bad, and of what nobody knows, in colours where a person reads them. */
export const good = (text: string): string => `${paint(32, '✓')} ${text}`
export const bad = (text: string): string => `${paint(31, '✗')} ${text}`
export const unsure = (text: string): string => `${paint(33, '?')} ${text}`
export const dim = (text: string): string => paint(2, text)

/** Prints a line. */
export const say = (text = ''): void => console.log(text)

/** Prints what is being done, where a person watches and nobody reads the output as data. */
export const tell = (text: string, json: boolean | undefined): void => {
  if (!json && process.stderr.isTTY) console.error(dim(text))
}

/** Prints one JSON document. */
export const sayJson = (value: unknown): void => console.log(JSON.stringify(value, null, 2))

/** A few of many, and how many there are besides. */
export const someOf = (items: readonly string[], most = 10): string => {
  const more = items.length - most
  return items.slice(0, most).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
