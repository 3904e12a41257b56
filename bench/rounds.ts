/** What ours is measured against, in the same run. */
export interface Yardstick {
  readonly what: string
  /** The ratio ours / theirs to reach: at least where more is better, at most where less is. */
  readonly goal: number
}

/** One benchmark: sides that do comparable work, measured one after the other, again and again. */
export interface Benchmark {
  readonly name: string
  readonly what: string
  readonly unit: 'rows/s' | 's' | 'ms'
  readonly yardsticks: readonly Yardstick[]
  /** Figures of its own that must not be above a bound. */
  readonly limits?: Readonly<Record<string, number>>
  /** One round and no warm-up unless told otherwise: for what takes minutes. */
  readonly long?: boolean
  /** Measures every side once, and throws where counts or invariants do not hold. */
  round(): Promise<Round>
}

export interface Round {
  readonly ours: number
  /** In the order of the yardsticks. */
  readonly theirs: readonly number[]
  /** More figures worth showing, by name. */
  readonly also?: Readonly<Record<string, number>>
}

/** A yardstick as it was measured. */
export interface Comparison extends Yardstick {
  readonly theirs: number
  /** The median of the rounds' ratios, and those. */
  readonly ratio: number
  readonly ratios: readonly number[]
  readonly reached: boolean
}

export interface Result extends Pick<Benchmark, 'name' | 'what' | 'unit'> {
  readonly rounds: number
  readonly ours: number
  readonly comparisons: readonly Comparison[]
  readonly figures: readonly { readonly what: string; readonly value: number; readonly atMost?: number }[]
}

/** The middle one; of an even count the lower middle. */
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

const compare = ({ unit, yardsticks }: Benchmark, measured: readonly Round[]): Comparison[] =>
  yardsticks.map((yardstick, index) => {
    const theirs = measured.map((round) => round.theirs[index] ?? Number.NaN)
    const ratios = measured.map(({ ours }, round) => ours / (theirs[round] ?? Number.NaN))
    const ratio = median(ratios)
    const reached = unit === 'rows/s' ? ratio >= yardstick.goal : ratio <= yardstick.goal
    return { ...yardstick, theirs: median(theirs), ratio, ratios, reached }
  })

/** Runs a benchmark: a warm-up and `rounds` rounds of all sides in turn, of a long one a single round unless `rounds` is told. */
export const run = async (benchmark: Benchmark, rounds: number | undefined): Promise<Result> => {
  const { name, what, unit, limits = {}, long = false } = benchmark
  const count = rounds ?? (long ? 1 : 5)
  if (!long && process.env.BENCH_WARM_UP !== '0') await benchmark.round()
  const measured: Round[] = []
  for (let index = 0; index < count; index++) measured.push(await benchmark.round())
  const names = new Set(measured.flatMap(({ also = {} }) => Object.keys(also)))
  return {
    name,
    what,
    unit,
    rounds: count,
    ours: median(measured.map(({ ours }) => ours)),
    comparisons: compare(benchmark, measured),
    figures: [...names].map((figure) => {
      const value = median(measured.map(({ also = {} }) => also[figure] ?? Number.NaN))
      const atMost = limits[figure]
      return { what: figure, value, ...(atMost === undefined ? {} : { atMost }) }
    }),
  }
}

/** Seconds that work takes. */
export const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** The value below which so many of a hundred lie. */
export const percentile = (values: readonly number[], of: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * of) / 100))] ?? Number.NaN
}
