import { expect, it } from 'vitest'
import { withNewCardKey, withoutCardKeys } from './card-keys.ts'

const first = { SERVICE_SECRET: 's', CARD_KEY: 'aa' }

it('a new key takes the next number, and those of before stay beside it', () => {
  const second = withNewCardKey(first)
  expect(second).toEqual({
    SERVICE_SECRET: 's',
    CARD_KEY: expect.stringMatching(/^[0-9a-f]{64}$/),
    CARD_KEY_ID: '2',
    CARD_OTHER_KEYS: '1:aa',
  })
  const third = withNewCardKey(second)
  expect(third).toMatchObject({ CARD_KEY_ID: '3', CARD_OTHER_KEYS: `2:${second.CARD_KEY},1:aa` })
  expect(new Set([first.CARD_KEY, second.CARD_KEY, third.CARD_KEY]).size).toBe(3)
})

it('a key that was named otherwise is no reason to take a name twice', () => {
  expect(withNewCardKey({ ...first, CARD_KEY_ID: '2026-05', CARD_OTHER_KEYS: '4:bb, summer:cc' })).toMatchObject({
    CARD_KEY_ID: '5',
    CARD_OTHER_KEYS: '2026-05:aa,4:bb,summer:cc',
  })
})

it('a key goes only where no card needs it, and the one that seals never', () => {
  const three = withNewCardKey(withNewCardKey(first))
  expect(withoutCardKeys(three, new Set(['1']))).toEqual({ left: { ...three, CARD_OTHER_KEYS: '1:aa' }, gone: ['2'] })
  const { left, gone } = withoutCardKeys(three, new Set())
  expect([gone, left]).toEqual([['2', '1'], { SERVICE_SECRET: 's', CARD_KEY: three.CARD_KEY, CARD_KEY_ID: '3' }])
})
