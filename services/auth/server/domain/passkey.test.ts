import { describe, expect, it } from 'vitest'
import { isCopy, isOrigin, relyingParty } from './passkey.ts'

describe('the relying party', () => {
  it.each([
    ['https://popug.example.com', 'popug.example.com'],
    ['https://popug.example.com:8443', 'popug.example.com'],
    ['https://popug', 'popug'],
    ['http://localhost:8080', 'localhost'],
    ['http://birds.localhost', 'birds.localhost'],
  ])('of %s is %s', (origin, id) => {
    expect(relyingParty(origin)).toEqual({ id, origin })
  })

  it.each(['http://popug.example.com', 'http://127.0.0.1:8080', 'https://192.168.1.5', 'https://[::1]:8080'])(
    'is none for %s, where browsers know no passkeys',
    (origin) => {
      expect(relyingParty(origin)).toBeNull()
    },
  )
})

describe('an origin', () => {
  const at = (origin: string) => relyingParty(origin) ?? { id: '', origin: '' }

  it('is the public one to the letter', () => {
    const party = at('https://popug.example.com')
    expect(isOrigin(party, 'https://popug.example.com')).toBe(true)
    for (const other of [
      'https://popug.example.com:8443',
      'http://popug.example.com',
      'https://evil.popug.example.com',
      'https://popug.example.com.evil.example',
      'null',
      '',
    ])
      expect(isOrigin(party, other)).toBe(false)
  })

  it('may be any port of this machine, and nothing that looks like it', () => {
    const party = at('http://localhost:8080')
    expect(isOrigin(party, 'http://localhost:5173')).toBe(true)
    for (const other of ['http://localhost.evil.example', 'http://127.0.0.1:8080', 'http://evil.localhost'])
      expect(isOrigin(party, other)).toBe(false)
  })
})

describe('a copy', () => {
  it.each([
    [0, 0, false],
    [0, 1, false],
    [7, 8, false],
    [7, 20, false],
    [7, 7, true],
    [7, 6, true],
    [7, 0, true],
  ])('known at %d, answering %d: %s', (known, answered, copied) => {
    expect(isCopy(known, answered)).toBe(copied)
  })
})
