import { describe, expect, it } from 'vitest'
import { isWorthPacking, pack, TextPacker, unpack } from './packing.ts'

const long = JSON.stringify(Array.from({ length: 500 }, (_, index) => ({ index, title: 'Задача "\\ 🦜' })))

describe('packing', () => {
  it('leaves a tenth of what is much the same, and gives back what was packed', () => {
    const packed = pack(long)
    expect(packed.length).toBeLessThan(long.length / 10)
    expect(unpack(packed).toString('utf8')).toBe(long)
    expect(unpack(pack(Buffer.from(long))).toString('utf8')).toBe(long)
  })

  it('is for what is long alone', () => {
    expect([isWorthPacking(4_095), isWorthPacking(4_096)]).toEqual([false, true])
  })

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something that was never packed', Buffer.from(long)],
    ['a part of it', pack(long).subarray(0, 40)],
  ])('throws at %s', (_what, bytes) => {
    expect(() => unpack(bytes)).toThrow()
  })

  it('unpacks no more than memory has room for', () => {
    const bomb = pack(Buffer.alloc(65 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(20_000)
    expect(() => unpack(bomb)).toThrow(/larger than/)
  })
})

describe('a packer of texts', () => {
  it('gives back what it packed, what others packed, and what it has forgotten', () => {
    const packer = new TextPacker()
    const texts = Array.from({ length: 40 }, (_, index) => `${index} ${'x'.repeat(200_000)}`)
    const packed = texts.map((text) => packer.pack(text))
    expect(packed.map((bytes) => packer.unpack(bytes))).toEqual(texts)
    expect(packer.unpack(pack(long))).toBe(long)
    expect(new TextPacker().unpack(packer.pack(long))).toBe(long)
  })
})
