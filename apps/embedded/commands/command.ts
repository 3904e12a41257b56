/** One command of `popug`. */
export interface CliCommand {
  readonly words: readonly [string] | readonly [string, string]
  readonly summary: string
  readonly help: string
  /** Answers the code to end with: 0, 1 where something was found, 3 where not all could be checked. Throws `WrongUsage` for 2. */
  run(args: readonly string[]): Promise<number>
}
