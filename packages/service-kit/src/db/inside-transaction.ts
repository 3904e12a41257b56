import { AsyncLocalStorage } from 'node:async_hooks'

const running = new AsyncLocalStorage<true>()

/** Whether the caller stands inside a transaction: network calls refuse to start there. */
export const insideTransaction = (): boolean => running.getStore() === true

/** Runs work that `insideTransaction` answers true to. */
export const runInside = <T>(work: () => Promise<T>): Promise<T> => running.run(true, work)
