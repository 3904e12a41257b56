import { Anchor, Text } from '@mantine/core'
import { authRoutes } from '@popug/contracts/auth.ts'
import { useRoute, useText } from '@popug/ui-kit'

/** Why passkeys cannot be used on this page: nowhere in this installation, at another address only, not in this browser. */
export type Hindrance =
  | { readonly why: 'nowhere' }
  | { readonly why: 'elsewhere'; readonly at: string }
  | { readonly why: 'browser' }

const isLocal = (host: string): boolean => host === 'localhost' || host.endsWith('.localhost')

/** What hinders passkeys on a page of this origin; null: nothing. `at` is where they work, as Auth says. */
export const hindranceAt = (at: string | null, here: string, knows: boolean): Hindrance | null => {
  if (at === null) return { why: 'nowhere' }
  const [there, page] = [new URL(at), new URL(here)]
  // A passkey belongs to the name; on this machine every port is as good.
  const isThere = page.origin === there.origin || (isLocal(there.hostname) && page.hostname === there.hostname)
  if (!isThere) return { why: 'elsewhere', at }
  return knows ? null : { why: 'browser' }
}

/** What hinders passkeys here; undefined while nobody knows. */
export const useHindrance = (): Hindrance | null | undefined => {
  const installation = useRoute(authRoutes.getInstallation, {}, { staleTime: Number.POSITIVE_INFINITY })
  const at = installation.data?.passkeysAt
  const knows = typeof window.PublicKeyCredential === 'function'
  return at === undefined ? undefined : hindranceAt(at, window.location.origin, knows)
}

/** Says plainly why there are no passkeys here, and where there are. */
export const HindranceNote = ({ of }: { readonly of: Hindrance }) => {
  const text = useText()
  return (
    <Text size="sm" c="dimmed" data-hindrance={of.why}>
      {text(`passkeys.hindered.${of.why}`)}
      {of.why === 'elsewhere' && (
        <>
          {' '}
          <Anchor inherit underline="always" href={`${of.at}${window.location.pathname}`}>
            {of.at}
          </Anchor>
        </>
      )}
    </Text>
  )
}
