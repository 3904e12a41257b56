import { expect, it } from 'vitest'
import { passwordHasher } from './password-hasher.ts'

it('hashes with argon2id at the recommended cost, each time differently', async () => {
  const hasher = await passwordHasher({ atOnce: 2 })
  const [one, two] = await Promise.all([hasher.hash('popug'), hasher.hash('popug')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(two)
})

it('knows the right password, typed on any system, and no other', async () => {
  const hasher = await passwordHasher({ atOnce: 2 })
  const composed = await hasher.hash('попугай-\u0439')
  expect(await hasher.verify(composed, 'попугай-\u0439')).toBe(true)
  expect(await hasher.verify(composed, 'попугаи\u0306-\u0438\u0306')).toBe(true)
  expect(await hasher.verify(composed, 'попугай')).toBe(false)
  expect(await hasher.verify(null, '')).toBe(false)
})

it('lets twenty wait and refuses the others, then works on', async () => {
  const hasher = await passwordHasher({ atOnce: 1 })
  const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => hasher.verify(null, 'popug')))
  const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
  expect(refused).toHaveLength(9)
  for (const { reason } of refused) expect(reason).toMatchObject({ code: 'too_many_attempts', retryAfter: 1 })
  expect(await hasher.verify(null, 'popug')).toBe(false)
})
