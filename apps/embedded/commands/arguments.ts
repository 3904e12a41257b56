import { type ParseArgsConfig, parseArgs } from 'node:util'
import { WrongUsage } from './wrong-usage.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads a command's options and the words besides them; throws `WrongUsage` for what it does not know. */
export const readArguments = <const O extends Options>(
  args: readonly string[],
  options: O,
  words: { readonly least: number; readonly most: number } = { least: 0, most: 0 },
) => {
  const parsed = (() => {
    try {
      return parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
    } catch (error) {
      throw new WrongUsage((error as Error).message)
    }
  })()
  const { length } = parsed.positionals
  if (length < words.least) throw new WrongUsage('A word is missing.')
  if (length > words.most) throw new WrongUsage(`What is "${parsed.positionals[words.most]}"?`)
  return parsed
}

/** A whole number from an option; throws `WrongUsage` for anything else. */
export const wholeNumber = (name: string, text: string, least = 0): number => {
  const number = Number(text)
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least)
    throw new WrongUsage(`--${name} takes a whole number from ${least} on, not "${text}".`)
  return number
}

/** One of these words; throws `WrongUsage` that names them. */
export const oneOf = <const T extends string>(what: string, text: string | undefined, known: readonly T[]): T => {
  const found = known.find((one) => one === text)
  if (!found) throw new WrongUsage(`${what} is one of ${known.join(', ')}, not "${text ?? ''}".`)
  return found
}
