import { expect, it } from 'vitest'
import { minorOf, readRegister } from './register-lines.ts'

const [a, b] = ['01890a5d-ac96-774b-bcce-b302099a8011', '01890a5d-ac96-774b-bcce-b302099a8022']
const read = (csv: string) =>
  readRegister(csv, 'USD').map((line) =>
    line.fault === null
      ? [line.line, line.payoutId, line.amountMinor, line.currency, line.reference ?? '-'].join(' ')
      : `${line.line} ! ${line.fault}`,
  )

it.each<[string, string, string[]]>([
  ['two columns', `payout,amount\n${a},12.34\n`, [`2 ${a} 1234 USD -`]],
  [
    'all columns, in any order and case',
    `Reference;AMOUNT;Currency;Payout\nr-1;12,3;EUR;${a.toUpperCase()}`,
    [`2 ${a} 1230 EUR r-1`],
  ],
  ['whole units', `payout,amount\n${a},12`, [`2 ${a} 1200 USD -`]],
  [
    'a payout that comes twice',
    `payout,amount\n${a},1\n${b},1\n${a},1`,
    [`2 ${a} 100 USD -`, `3 ${b} 100 USD -`, '4 ! payout_twice'],
  ],
  ['no payout', `payout,amount\n,1\nkesha,1`, ['2 ! payout_wrong', '3 ! payout_wrong']],
  [
    'amounts that are none',
    ['', '-1', '1.234', '1e3', '1 000', '$5', '12345678901234']
      .map((sum) => `${a},${sum}`)
      .join('\n')
      .replace(/^/, 'payout,amount\n'),
    Array.from({ length: 7 }, (_, index) => `${index + 2} ! amount_wrong`),
  ],
  [
    'currencies that are none',
    `payout,amount,currency\n${a},1,usd\n${a},1,$`,
    ['2 ! currency_wrong', '3 ! currency_wrong'],
  ],
  [
    'numbers that are none, a card among them',
    `payout,amount,reference\n${a},1,4242424242424242\n${a},1,a b\n${a},1,${'x'.repeat(201)}`,
    ['2 ! reference_wrong', '3 ! reference_wrong', '4 ! reference_wrong'],
  ],
  ['too many fields', `payout,amount\n${a},1,2`, ['2 ! too_many_fields']],
  ['a quote without an end', `payout,amount\n"${a},1`, ['2 ! quote_not_closed']],
])('a register with %s', (_, csv, expected) => {
  expect(read(csv)).toEqual(expected)
})

it.each(['', 'payout,amount', 'payout,sum\nx,1', 'amount\n1', 'payout,payout,amount\nx,x,1'])('refuses %j', (csv) => {
  expect(() => read(csv)).toThrow('/body')
})

it('refuses more than 20,000 lines', () => {
  expect(() => read(`payout,amount\n${`${a},1\n`.repeat(20_001)}`)).toThrow('20,000')
})

it.each([
  ['12.34', 'USD', 1_234],
  ['0.05', 'USD', 5],
  ['7', 'JPY', 7],
  ['7.0', 'JPY', null],
  ['1.234', 'KWD', 1_234],
  ['9999999999999.99', 'USD', 999_999_999_999_999],
  ['.5', 'USD', null],
])('%s in %s is %s', (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor)
})
