import { isCode, isTest, type SourceFile } from './repository.ts'

const sourceLimit = 250
const testLimit = 400

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0)

/** Refuses files longer than a reader wants them, and exceptions that are no longer needed. */
export const longFiles = (files: readonly SourceFile[], exceptions: Readonly<Record<string, string>>): string[] => {
  const long = files
    .filter(({ path }) => isCode(path))
    .map(({ path, text }) => ({ path, lines: linesOf(text), limit: isTest(path) ? testLimit : sourceLimit }))
    .filter(({ lines, limit }) => lines > limit)
  const idle = Object.keys(exceptions).filter((path) => !long.some((file) => file.path === path))
  return [
    ...long
      .filter(({ path }) => !exceptions[path])
      .map(({ path, lines, limit }) => `${path}: ${lines} lines, more than ${limit}`),
    ...idle.map((path) => `${path}: is excepted from the limit and does not need it`),
  ]
}

const share = 0.9
const ordinary = 150

/** Refuses a tree in which more than one source in ten is longer than 150 lines. */
export const tooManyLongFiles = (files: readonly SourceFile[]): string[] => {
  const sizes = files.filter(({ path }) => isCode(path) && !isTest(path)).map(({ text }) => linesOf(text))
  const short = sizes.filter((lines) => lines <= ordinary).length
  return short < sizes.length * share ? [`only ${short} of ${sizes.length} sources are within ${ordinary} lines`] : []
}
