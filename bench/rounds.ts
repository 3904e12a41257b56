/** One benchmark: two sides that do comparable work, measured in the same run. */
export interface Benchmark {
  readonly name: string
  readonly what: string
  readonly ratioTo: string
  readonly goal: number
  /** Measures both sides once and checks the counts; rows a second. */
  round(): Promise<Round>
}

export interface Round {
  readonly ours: number
  readonly theirs: number
  /** More figures worth showing, by name. */
  readonly also?: Readonly<Record<string, number>>
}

export interface Result extends Omit<Benchmark, 'round'> {
  readonly ours: number
  readonly theirs: number
  readonly ratio: number
  readonly ratios: readonly number[]
  readonly also: Readonly<Record<string, number>>
}

/** The middle one; of an even count the lower middle. */
const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

/** A warm-up and then rounds; the ratio is the median of the rounds' ratios. */
export const run = async ({ round, ...about }: Benchmark, rounds: number): Promise<Result> => {
  await round()
  const measured: Round[] = []
  for (let index = 0; index < rounds; index++) measured.push(await round())
  const ratios = measured.map(({ ours, theirs }) => ours / theirs)
  const names = [...new Set(measured.flatMap(({ also = {} }) => Object.keys(also)))]
  const also = Object.fromEntries(names.map((name) => [name, median(measured.map((one) => one.also?.[name] ?? 0))]))
  return {
    ...about,
    ours: median(measured.map(({ ours }) => ours)),
    theirs: median(measured.map(({ theirs }) => theirs)),
    ratio: median(ratios),
    ratios,
    also,
  }
}

/** Seconds that work takes. */
export const seconds = async (work: () => Promise<void>): Promise<number> => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}
