import { newCardKey, type Secrets } from './secrets.ts'

/** The name of the key of the cards where none is set. */
const firstName = '1'

/** The keys of the cards by name, the one that seals first. */
const cardKeysIn = ({ CARD_KEY = '', CARD_KEY_ID = firstName, CARD_OTHER_KEYS = '' }: Secrets): [string, string][] => [
  [CARD_KEY_ID, CARD_KEY],
  ...CARD_OTHER_KEYS.split(',')
    .map((one) => one.trim().split(':'))
    .flatMap(([id = '', key]): [string, string][] => (key === undefined ? [] : [[id, key]])),
]

const withKeys = (secrets: Secrets, [[id, key] = ['', ''], ...others]: readonly [string, string][]): Secrets => {
  const { CARD_OTHER_KEYS: _, ...rest } = secrets
  const list = others.map((other) => other.join(':')).join(',')
  return { ...rest, CARD_KEY: key, CARD_KEY_ID: id, ...(list === '' ? {} : { CARD_OTHER_KEYS: list }) }
}

/** The secrets with a new key that seals from now on; those of before open what they have sealed. */
export const withNewCardKey = (secrets: Secrets): Secrets => {
  const keys = cardKeysIn(secrets)
  const highest = Math.max(0, ...keys.map(([id]) => Number(id)).filter((number) => Number.isSafeInteger(number)))
  return withKeys(secrets, [[String(highest + 1), newCardKey()], ...keys])
}

/** The secrets without the keys that only opened and are not needed any more, and the names of those. */
export const withoutCardKeys = (secrets: Secrets, needed: ReadonlySet<string>): { left: Secrets; gone: string[] } => {
  const [sealing, ...others] = cardKeysIn(secrets)
  const stay = others.filter(([id]) => needed.has(id))
  const gone = others.filter(([id]) => !needed.has(id)).map(([id]) => id)
  return { left: withKeys(secrets, sealing ? [sealing, ...stay] : stay), gone }
}
