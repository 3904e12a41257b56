import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { csvStream } from './csv.ts'
import { Csv } from './door.ts'

const lineOf = (...cells: (string | number | null)[]) => text(csvStream(new Csv('x.csv', [cells])))

it.each([
  [['a', 1, null], 'a,1,\r\n'],
  [['with, comma'], '"with, comma"\r\n'],
  [['say "hi"'], '"say ""hi"""\r\n'],
  [['two\nlines', 'and\r\nmore'], '"two\nlines","and\r\nmore"\r\n'],
  [['=1+1'], "'=1+1\r\n"],
  [['+cmd', '@sum', '-cmd'], "'+cmd,'@sum,'-cmd\r\n"],
  [['\tx', '\rx'], '\'\tx,"\'\rx"\r\n'],
  [['-12.50', '-7', '-1,5'], '-12.50,-7,"-1,5"\r\n'],
  [[-5, 0], '-5,0\r\n'],
  [['попуг 🦜'], 'попуг 🦜\r\n'],
])('%j is written as %j', async (cells, line) => {
  expect(await lineOf(...cells)).toBe(line)
})

it('lines are made one after another, as they are read', async () => {
  let made = 0
  const rows = async function* () {
    for (; made < 3; made++) yield [made]
  }
  const stream = csvStream(new Csv('x.csv', rows()))
  expect(made).toBe(0)
  expect(await text(stream)).toBe('0\r\n1\r\n2\r\n')
})
