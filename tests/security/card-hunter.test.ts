import { describe, expect, it } from 'vitest'
import { cardHunter } from './card-hunter.ts'
import { manyCardNumbers } from './card-numbers.ts'

const number = '2200331234567895'
const groups = number.match(/\d{4}/g) ?? []
const hunter = cardHunter([number, ...manyCardNumbers(199)])
const noise = 'x9'.repeat(40)

const spellings: Record<string, string | Uint8Array> = {
  plain: number,
  'in groups of four': groups.join(' '),
  'with hyphens': groups.join('-'),
  'with dots': groups.join('.'),
  'with spaces that do not break': groups.join('\u00a0'),
  'with such spaces as UTF-8 bytes': Buffer.from(groups.join('\u00a0')),
  'within other digits': `000${number}999`,
  'but for its last four digits': number.slice(0, 12),
  'but for its first four digits': number.slice(4),
  'in an address': encodeURIComponent(groups.join(' ')),
  'in a form': new URLSearchParams({ number: groups.join(' ') }).toString(),
  'wholly escaped for an address': [...number].map((digit) => `%3${digit}`).join(''),
  'escaped for a page': [...number].map((digit) => `&#${digit.charCodeAt(0)};`).join(''),
  'escaped for JSON': [...number].map((digit) => `\\u003${digit}`).join(''),
  'with HTML’s spaces': groups.join('&nbsp;'),
  'in hex': Buffer.from(number).toString('hex'),
  'in base64': Buffer.from(number).toString('base64'),
  'in base64url within other text': Buffer.from(`{"card":"${groups.join('-')}"}`).toString('base64url'),
  'in base64 after one byte': Buffer.from(`a${number}`).toString('base64'),
  'in base64 after two bytes': Buffer.from(`ab${number}`).toString('base64'),
  'in UTF-16': Buffer.from(number, 'utf16le'),
  'broken by a letter’s line': `${number.slice(0, 7)}=\r\n${number.slice(7)}`,
  'as a whole number in JSON': JSON.stringify({ number: Number(number) }),
}

describe('the hunter of card numbers', () => {
  it.each(Object.entries(spellings))('finds one %s', (_, spelling) => {
    expect(hunter.find(spelling)).toEqual(['•• 7895'])
    const within = Buffer.concat([Buffer.from(`${noise} `), Buffer.from(spelling), Buffer.from(` ${noise}`)])
    expect(hunter.find(within)).toEqual(['•• 7895'])
  })

  it('finds one in a letter whose lines are base64', () => {
    const lines = Buffer.from(`${'A letter. '.repeat(12)}${number}${' The end.'.repeat(12)}`).toString('base64')
    expect(hunter.find(lines.replace(/.{76}/g, '$&\r\n'))).toEqual(['•• 7895'])
  })

  it('finds a number of few different digits where it is whole, and not in the zeros of a size', () => {
    const round = cardHunter(['4000000000000259'])
    expect(round.find('to 4000-0000-0000-0259')).toEqual(['•• 0259'])
    expect(round.find('0000600\x000000000259 00000000000\0')).toEqual([])
  })

  it.each([
    ['the last four digits', '•• 7895, again 7895'],
    ['first six and last four', `${number.slice(0, 6)}******${number.slice(-4)}`],
    ['other numbers', '4111111111111111 2026-05-20 15:04:05.123 1779278400000'],
    ['ids', '01890a5d-ac96-774b-bcce-b302099a8011'],
    ['digits that are not beside each other', [...number].join('x')],
  ])('leaves %s alone', (_, text) => {
    expect(hunter.find(text)).toEqual([])
  })
})
