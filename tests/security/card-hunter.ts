/**
 * Hunts card numbers in whatever a system leaves behind. A number counts as shown where any twelve of its digits stand in a
 * row (all of them where twelve say nothing, as those of 4000 0000 0000 0002): plain, in groups, in UTF-16, as escapes of URLs, of HTML and of JSON, in hex, or in base64 at any offset.
 */

/** Digits in a row that give a number away; a page may show four. */
const tooMany = 12
/** Different digits below which a row of them may be anything: the zeros of a file's size. */
const leastVaried = 5

/** What stands between the digits of one number at most: spaces of all kinds, hyphens, dots, zero bytes. */
const between = /(?<=\d)(?:[\s\-–._+\u00a0\0]|Â\u00a0|â€‘|=\r?\n){1,3}(?=\d)/g

const fromHex = (_: string, pairs: string): string => String.fromCharCode(Number.parseInt(pairs, 16))
const fromDecimal = (_: string, code: string): string => String.fromCharCode(Number(code) & 0xff)

/** A text with the escapes of URLs, HTML and JSON taken back. */
const unescaped = (text: string): string =>
  text
    .replace(/%([0-9a-f]{2})/gi, fromHex)
    .replace(/\\u00([0-9a-f]{2})/gi, fromHex)
    .replace(/&#x([0-9a-f]{2});/gi, fromHex)
    .replace(/&#(\d{2,3});/g, fromDecimal)
    .replace(/&nbsp;/g, ' ')

/** What is written in hex within a text: digits are 30 to 39, a space 20, a hyphen 2d. */
const hexWithin = (text: string): string[] =>
  (text.match(/(?:3\d|2[0d]){12,}/gi) ?? []).map((run) => Buffer.from(run, 'hex').toString('latin1'))

/** What is written in base64 within a text, read from each of the four places where a group may begin. */
const base64Within = (text: string): string[] =>
  (text.replace(/([\w+/-]{76})\r?\n/g, '$1').match(/[\w+/-]{16,}/g) ?? []).flatMap((run) =>
    [0, 1, 2, 3].map((from) => Buffer.from(run.slice(from), 'base64').toString('latin1')),
  )

/** A number as it may be told to a person: the last four digits. */
const masked = (number: string): string => `•• ${number.slice(-4)}`

export interface CardHunter {
  /** The numbers that a text or some bytes show, masked. */
  find(where: string | Uint8Array): string[]
}

/** A hunter of these numbers. */
export const cardHunter = (numbers: readonly string[]): CardHunter => {
  const parts = new Map<string, string>()
  const plain = new Set<string>()
  for (const number of numbers)
    for (let from = 0; from + tooMany <= number.length; from++) {
      const part = number.slice(from, from + tooMany)
      if (new Set(part).size >= leastVaried) parts.set(part, number)
      else plain.add(number)
    }

  const inDigits = (text: string, found: Set<string>): void => {
    for (const run of text.replace(between, '').match(/\d{12,}/g) ?? []) {
      for (const number of plain) if (run.includes(number)) found.add(masked(number))
      for (let from = 0; from + tooMany <= run.length; from++) {
        const number = parts.get(run.slice(from, from + tooMany))
        if (number) found.add(masked(number))
      }
    }
  }
  return {
    find: (where) => {
      const text = typeof where === 'string' ? where : Buffer.from(where).toString('latin1')
      const found = new Set<string>()
      for (const spelling of new Set([text, unescaped(text)])) {
        inDigits(spelling, found)
        for (const hidden of [...hexWithin(spelling), ...base64Within(spelling)]) inDigits(hidden, found)
      }
      return [...found].sort()
    },
  }
}
