import { invalid } from '@popug/contracts/refusals.ts'
import { compileSchema } from '@popug/service-kit'
import type { Static, TSchema } from 'typebox'

/** The longest answer that is read, in characters. */
const longest = 1_000_000

/** Reads a text as JSON of this form; refuses `invalid` where it is not, without repeating what it says. */
export const parseJson = <S extends TSchema>(text: string, schema: S): Static<S> => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw invalid('/body', 'not_json', 'is not JSON')
  }
  if (!compileSchema(schema)(value)) throw invalid('/body', 'wrong_form', 'has another form')
  return value as Static<S>
}

/** Reads an answer as JSON of this form, at most a million bytes of it. */
export const readJson = async <S extends TSchema>(response: Response, schema: S): Promise<Static<S>> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > longest) throw new Error('the bank’s document is too long')
  }
  return parseJson(text, schema)
}
