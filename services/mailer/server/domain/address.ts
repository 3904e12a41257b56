const address = /^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]{1,255}$/u

/** Whether a text is one plain mail address: no list, no name, nothing that could begin another header. */
export const isAddress = (text: string): boolean => address.test(text)

/** The domain of a sender such as `Popug <popug@example.com>`. */
export const domainOf = (sender: string): string => /@([^\s@<>]+)>?$/.exec(sender)?.[1] ?? 'localhost'

/** The name of a letter among all letters in the world; the same whenever this letter is sent. */
export const messageIdOf = (mailId: string, sender: string): string => `<${mailId}@${domainOf(sender)}>`
