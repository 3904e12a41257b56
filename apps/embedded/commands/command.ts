/** One command of `popug`. */
export interface CliCommand {
  readonly words: readonly [string] | readonly [string, string]
  readonly summary: string
  readonly help: string
  /** Answers the code to end with: 0, or 1 where something was found. Throws `WrongUsage` for 2. */
  run(args: readonly string[]): Promise<number>
}
