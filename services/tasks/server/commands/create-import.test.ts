import type { Refusal } from '@popug/contracts/refusals.ts'
import { describe, expect, it } from 'vitest'
import { lineReasons } from '../domain/import-lines.ts'
import { readImportLines } from './create-import.ts'

const task = (line: number, title: string, description = '', key: string | null = null) => ({
  line,
  title,
  description,
  key,
  reason: null,
  given: null,
})

describe('the lines of an import', () => {
  it('are read by the names in the header, in any order and case', () => {
    expect(readImportLines('Key, TITLE ,description\nJ-1,"Feed, then sing","a\nb"\n, Sleep ,\n')).toEqual([
      task(2, 'Feed, then sing', 'a\nb', 'J-1'),
      task(4, 'Sleep'),
    ])
    expect(readImportLines('title\nFeed')).toEqual([task(2, 'Feed')])
  })

  it.each<[string, keyof typeof lineReasons]>([
    [',K-1,', 'title_missing'],
    [`${'x'.repeat(201)},,`, 'title_too_long'],
    ['POP-1 [x],,', 'title_with_brackets'],
    [`x,,${'d'.repeat(10_001)}`, 'description_too_long'],
    [`x,${'k'.repeat(41)},`, 'key_too_long'],
    ['x,a b,', 'key_with_signs'],
    ['x,-1,', 'key_with_signs'],
    ['x,K,d,more', 'too_many_fields'],
    ['"x"y,K,d', 'text_after_quote'],
    ['"x,K,d', 'quote_not_closed'],
    ['\uFFFD\uFFFD,K,d', 'not_utf8'],
  ])('like %s are refused for a reason', (line, reason) => {
    const [fine, refused] = readImportLines(`title,key,description\nFeed,,\n${line}`)
    expect(fine).toEqual(task(2, 'Feed'))
    const words = { line: 3, title: '', description: '', key: null, reason: lineReasons[reason] }
    expect(refused).toEqual({ ...words, given: expect.any(Object) })
  })

  it('keep what a refused one held, by column', () => {
    const [refused] = readImportLines('key,title,description\nJ-1,[x],why\n')
    expect(refused?.given).toEqual({ key: 'J-1', title: '[x]', description: 'why' })
  })

  it('may stand beside the columns of a report of refused lines, which are passed over', () => {
    const csv = 'line,outcome,key,title,description,reason\n7,refused,J-1,Feed,why,mended\n'
    expect(readImportLines(csv)).toEqual([task(2, 'Feed', 'why', 'J-1')])
  })

  it.each([
    ['an empty file', '', 'invalid'],
    ['a header alone', 'title,key\n\n', 'invalid'],
    ['no title', 'key,description\nx,y', 'invalid'],
    ['a strange column', 'title,colour\nx,red', 'invalid'],
    ['a column twice', 'title,Title\nx,y', 'invalid'],
    ['too many lines', `title\n${'x\n'.repeat(10_001)}`, 'too_large'],
  ])('are refused altogether: %s', (_what, csv, code) => {
    expect(() => readImportLines(csv)).toThrow(expect.objectContaining({ code, name: 'Refusal' }) as Refusal)
  })

  it('may be 10,000', () => {
    expect(readImportLines(`title\n${'x\n'.repeat(10_000)}`)).toHaveLength(10_000)
  })
})
