import { authRoutes, type User } from '@popug/contracts/auth.ts'
import { systemActorId } from '@popug/contracts/ids.ts'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { batched } from '../client/batch.ts'
import { call } from '../client/call.ts'
import { useKitText } from '../i18n/text.ts'
import { usePerson } from '../session/session.tsx'
import { NotKnownYet } from '../states/not-known-yet.tsx'
import classes from './names.module.css'

/** Names change rarely; a page that is open for long asks again after ten minutes. */
const fresh = 600_000

const findUser = batched<User>(
  async (ids) => (await call(authRoutes.listUsers, { query: { ids: ids.join(','), limit: ids.length } })).items,
  (user) => user.id,
)
/** A person by id; null: auth knows no such person. Many on one page are one request. */
export const usePersonById = (id: string): UseQueryResult<User | null> =>
  useQuery({
    queryKey: ['auth', 'person', id],
    queryFn: () => findUser(id),
    staleTime: fresh,
    retry: false,
    enabled: id !== '',
  })

/** The last eight characters of an id: enough to tell two apart, for the first ones only tell the time. */
export const shortId = (id: string): string => id.slice(-8)

/** The same for an id that nobody knows a name for. */
export const ShortId = ({ id }: { readonly id: string }) => (
  <code title={id} className={classes.id}>
    {shortId(id)}
  </code>
)

/** A person's name; the short id where auth knows nobody by it, "not known yet" while auth does not answer. */
export const PersonName = ({ id }: { readonly id: string }) => {
  const text = useKitText()
  const me = usePerson()
  const { data, isError } = usePersonById(id === systemActorId ? '' : id)
  if (id === systemActorId) return <span className={classes.name}>{text('popugItself')}</span>
  if (me?.id === id) return <span className={classes.name}>{me.name}</span>
  if (data) return <span className={classes.name}>{data.name}</span>
  return isError ? <NotKnownYet of={id} /> : <ShortId id={id} />
}
