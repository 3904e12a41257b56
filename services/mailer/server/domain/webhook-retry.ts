const second = 1_000
const hour = 60 * 60 * second
const longest = 6 * hour
/** A receiver that asks for patience gets no more than this. */
const longestAsked = hour

/** Milliseconds for which deliveries are kept, and events are told that were said before. */
export const keepDeliveries = 30 * 24 * hour

/** Milliseconds for which the secret before still signs too. */
export const keepOldSecret = 24 * hour

/** Milliseconds for which a receiver that failed so many times in a row is left alone, whatever is due to it: 1 s, 2 s … 5 minutes. */
export const receiverRest = (failures: number, askedFor: number | null): number =>
  Math.max(Math.min(second * 2 ** Math.min(failures - 1, 20), 5 * 60 * second), Math.min(askedFor ?? 0, longestAsked))

/**
 * Milliseconds until the next try after so many: about 10 s, 20 s, 40 s … six hours, or what the receiver asked for if that
 * is longer, an hour at most. `chance`, between 0 and 1, spreads what failed together.
 */
export const deliveryDelay = (attempts: number, chance: number, askedFor: number | null): number => {
  const whole = Math.min(longest, 10 * second * 2 ** Math.min(attempts - 1, 20))
  return Math.max(Math.round(whole / 2 + (whole / 2) * chance), Math.min(askedFor ?? 0, longestAsked))
}
