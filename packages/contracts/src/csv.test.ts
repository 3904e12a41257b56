import { describe, expect, it } from 'vitest'
import { readCsv } from './csv.ts'

const records = (text: string) => [...readCsv(text)].map(({ line, fields, fault }) => [line, fields, fault])

describe('a CSV', () => {
  it.each<[string, string, unknown[]]>([
    ['nothing', '', []],
    ['a record without an end', 'a,b', [[1, ['a', 'b'], null]]],
    [
      'line ends of three kinds',
      'a\nb\r\nc\rd',
      [
        [1, ['a'], null],
        [2, ['b'], null],
        [3, ['c'], null],
        [4, ['d'], null],
      ],
    ],
    ['a byte order mark', '\uFEFFa,b\n', [[1, ['a', 'b'], null]]],
    [
      'empty fields',
      ',\na,,\n',
      [
        [1, ['', ''], null],
        [2, ['a', '', ''], null],
      ],
    ],
    [
      'empty lines',
      'a\n\n\nb\n\n',
      [
        [1, ['a'], null],
        [4, ['b'], null],
      ],
    ],
    ['an empty field that is quoted', 'a\n""\n', [[1, ['a'], null]]],
    ['quotes', '"a, b","say ""hi""",""\n', [[1, ['a, b', 'say "hi"', ''], null]]],
    [
      'a quoted line break',
      'x,y\n"a\r\nb",c\nd,e',
      [
        [1, ['x', 'y'], null],
        [2, ['a\nb', 'c'], null],
        [4, ['d', 'e'], null],
      ],
    ],
    ['a quote inside a plain field', 'a "b" c,d', [[1, ['a "b" c', 'd'], null]]],
    [
      'text after a quote',
      'a,b\n"x"y,z\nq,r',
      [
        [1, ['a', 'b'], null],
        [2, ['x', 'z'], 'text_after_quote'],
        [3, ['q', 'r'], null],
      ],
    ],
    [
      'a quote that is not closed',
      'a\n"b\nc',
      [
        [1, ['a'], null],
        [2, ['b\nc'], 'quote_not_closed'],
      ],
    ],
    [
      'semicolons',
      'a;b\n"c;d";e,f',
      [
        [1, ['a', 'b'], null],
        [2, ['c;d', 'e,f'], null],
      ],
    ],
    [
      'tabs',
      'a\tb\nc\td',
      [
        [1, ['a', 'b'], null],
        [2, ['c', 'd'], null],
      ],
    ],
  ])('%s', (_what, text, expected) => {
    expect(records(text)).toEqual(expected)
  })

  it('of 10,000 long lines is read in far less than a second', () => {
    const text = `title\n${`"${'x'.repeat(300)} ""quoted"""\n`.repeat(10_000)}`
    const before = performance.now()
    expect(records(text)).toHaveLength(10_001)
    expect(performance.now() - before).toBeLessThan(5_000)
  })
})
