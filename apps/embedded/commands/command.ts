/** One command of `popug`. */
export interface CliCommand {
  readonly words: readonly [string] | readonly [string, string]
  readonly summary: string
  readonly help: string
  run(args: readonly string[]): Promise<void>
}
