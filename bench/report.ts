import { cpus, totalmem } from 'node:os'
import type { Result } from './rounds.ts'

const gibibyte = 1024 ** 3

/** What figures depend on, to stand beside them. */
export const machine = () => ({
  date: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / gibibyte),
})

const figure = (value: number): string =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en')

/** A result as rows of a Markdown table: one for each yardstick and each further figure. */
export const rowsOf = ({ name, what, unit, ours, comparisons, figures }: Result): string[] => {
  const sign = unit === 'rows/s' ? '≥' : '≤'
  return [
    `| **${name}** | ${what} | ${figure(ours)} ${unit} | | |`,
    ...comparisons.map(
      ({ what, theirs, ratio, ratios, goal, reached }) =>
        `| | to ${what}: ${figure(theirs)} ${unit} | ratio **${ratio.toFixed(2)}** (${ratios.map((one) => one.toFixed(2)).join(', ')}) | ${sign} ${goal} | ${reached ? 'yes' : 'no'} |`,
    ),
    ...figures.map(({ what, value, atMost }) =>
      atMost === undefined
        ? `| | ${what} | ${figure(value)} | | |`
        : `| | ${what} | ${figure(value)} | ≤ ${atMost} | ${value <= atMost ? 'yes' : 'no'} |`,
    ),
  ]
}

/** The head of the table that `rowsOf` fills. */
export const tableHead = ['| | what | measured (rounds) | goal | reached |', '|---|---|---|---|---|']
