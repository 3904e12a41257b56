import { expect, it } from 'vitest'
import { needsEncryption } from './encryption.ts'

it.each([
  ['smtp://user:secret@mail.example.com:587', 'auto', true],
  ['smtp://user:secret@10.0.0.5', 'auto', true],
  ['smtp://user:secret@localhost.evil.test', 'auto', true],
  ['smtp://user:secret@127.0.0.1.evil.test', 'auto', true],
  ['smtp://mail.example.com:25', 'auto', false],
  ['smtp://user:secret@localhost:2525', 'auto', false],
  ['smtp://user:secret@127.0.0.1', 'auto', false],
  ['smtp://user:secret@[::1]:25', 'auto', false],
  ['smtp://mail.example.com:25', 'required', true],
  ['smtp://127.0.0.1', 'required', true],
] as const)('%s, %s: %s', (url, encryption, needed) => expect(needsEncryption(url, encryption)).toBe(needed))
