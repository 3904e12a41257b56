import { Id, splitIds } from '@popug/contracts/ids.ts'
import { invalid } from '@popug/contracts/refusals.ts'
import { Value } from 'typebox/value'

/** The ids of an `IdList` that stood in a request at this path; refuses with `invalid` what only looks like one. */
export const askedIds = (list: string, path: string): Id[] => {
  const ids = splitIds(list)
  if (!ids.every((id) => Value.Check(Id, id))) throw invalid(path, 'no_id', 'has something that is no id')
  return ids
}
