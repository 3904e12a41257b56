import type { MailKind } from '@popug/contracts/mailer.ts'

const address = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,255}$/u

/** Whether a text is one plain mail address: no list, no name, nothing that could begin another header. */
export const isAddress = (text: string): boolean => address.test(text)

/** The domain of a sender such as `Popug <popug@example.com>`. */
export const domainOf = (sender: string): string => /@([^\s@<>]+)>?$/.exec(sender)?.[1] ?? 'localhost'

/** What an address is known by: servers that tell upper from lower case are not met in the wild. */
export const addressKey = (address: string): string => address.toLowerCase()

/**
 * The name of a letter among all letters in the world. It follows from what the letter is about, so that the same letter
 * has the same name whenever it is sent, even by a mailer that lost its database and heard of the payout anew.
 */
export const messageIdOf = ({ kind, payoutId }: { kind: MailKind; payoutId: string }, sender: string): string =>
  `<${kind}.${payoutId}@${domainOf(sender)}>`

/** What a letter is found by: its subject and where it went, in small letters. */
export const searchTextOf = (subject: string, address: string): string => `${subject} ${address}`.toLowerCase()
