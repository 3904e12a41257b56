import { expect, it } from 'vitest'
import { isGone } from './bounce.ts'

it.each([
  '550 5.1.1 <x@popug.test>: Recipient address rejected: User unknown',
  '550-5.1.1 The email account that you tried to reach does not exist.\n550 5.1.1 Please try again',
  '550 no such user here',
  '551 user not local',
  '553 mailbox name not allowed',
  '554 5.1.2 no such domain',
  '550 5.2.1 The mailbox is disabled',
  '556 5.1.10 the domain takes no mail',
])('%j: the address is gone', (reply) => expect(isGone(reply)).toBe(true))

it.each([
  '450 4.1.1 greylisted',
  '452 too many recipients',
  '550 5.7.1 Relaying denied',
  '554 5.7.1 Service unavailable; client host is on a list',
  '552 5.2.2 The mailbox is full',
  '550 5.1.8 the sender’s domain does not exist',
  '550 5.1.7 the sender is not right',
  '554 transaction failed',
  '530 authentication required',
  '450 5.1.1 one contradicts the other',
  'no reply at all',
  '',
])('%j: it is not', (reply) => expect(isGone(reply)).toBe(false))
