/** How much the fault suites do: as much as a change can wait for, or with `npm run test:faults -- --long` as much as half an hour has room for. */
const long = process.env.POPUG_FAULTS === 'long'

/** Kills with -9 of single parts. */
export const kills = Number(process.env.POPUG_FAULTS_KILLS ?? (long ? 300 : 24))
/** Kills between two recounts: a recount reads everything, which grows. */
export const killsAtOnce = kills > 100 ? 20 : 8
/** Milliseconds that all the kills may take. */
export const killsWithin = 120_000 + kills * 20_000
/** Power cuts, each followed by a start in an order of chance. */
export const startOrders = long ? 20 : 1
