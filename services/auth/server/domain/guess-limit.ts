/** Milliseconds for which a wrong guess counts. */
export const guessWindow = 15 * 60_000

/** The guesses that still count. */
export const recentGuesses = (moments: readonly number[], now: number): number[] =>
  moments.filter((at) => at > now - guessWindow)

/** Seconds until another guess is allowed, 0 for at once: at most `limit` guesses within any 15 minutes. */
export const secondsToNextGuess = (moments: readonly number[], limit: number, now: number): number => {
  const recent = recentGuesses(moments, now)
  const leaving = recent.at(-limit)
  return leaving === undefined ? 0 : Math.ceil((leaving + guessWindow - now) / 1000)
}

/** What an address counts as: an IPv6 network of 64 bits is one household, an IPv4 address is itself. */
export const networkOf = (ip: string): string => {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail = ''] = plain.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === '' ? [] : tail.split(':')
  const zeros = Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0')
  const groups = plain.includes('::') ? [...left, ...zeros, ...right] : left
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}
