import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts in hundredths of a second, whatever the machine. */
const ticksPerSecond = 100
/** Below this a program had nothing to do with it. */
const worthTelling = 0.1

interface ProcessTime {
  readonly pid: number
  readonly parent: number
  readonly name: string
  readonly seconds: number
}

const readProcess = (pid: number): ProcessTime | null => {
  try {
    // The name stands in parentheses and may hold anything; what follows has fixed places.
    const [, name = '', rest = ''] = /^\d+ \((.*)\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    const fields = rest.split(' ')
    return { pid, parent: Number(fields[1]), name, seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond }
  } catch {
    return null // It has ended.
  }
}

const processes = (): ProcessTime[] =>
  readdirSync('/proc').flatMap((entry) => (/^\d+$/.test(entry) ? (readProcess(Number(entry)) ?? []) : []))

/** Seconds of processor that this process and each program below it have used since they began, by the names given or their own. */
const used = (names: ReadonlyMap<number, string>): Map<string, number> => {
  const all = new Map(processes().map((one) => [one.pid, one]))
  const isOurs = ({ pid, parent }: ProcessTime): boolean => {
    const above = all.get(parent)
    return pid === process.pid || (above !== undefined && isOurs(above))
  }
  const sums = new Map<string, number>()
  for (const one of all.values()) {
    if (!isOurs(one)) continue
    const name = one.pid === process.pid ? 'the benchmark' : (names.get(one.pid) ?? one.name)
    sums.set(name, (sums.get(name) ?? 0) + one.seconds)
  }
  return sums
}

/**
 * Watches what this process and the programs below it use of the processor from now on; answers it as figures, in seconds.
 * Unlike the time that passes it does not depend on what else the machine has to do.
 */
export const watchCpu = (programs: Readonly<Record<string, { readonly pid: number }>> = {}) => {
  const names = new Map(Object.entries(programs).map(([name, { pid }]) => [pid, name]))
  const before = used(names)
  return (during: string): Record<string, number> =>
    Object.fromEntries(
      [...used(names)]
        .map(([name, seconds]): [string, number] => [name, seconds - (before.get(name) ?? 0)])
        .filter(([, seconds]) => seconds >= worthTelling)
        .map(([name, seconds]) => [`processor during ${during}, s: ${name}`, seconds]),
    )
}
