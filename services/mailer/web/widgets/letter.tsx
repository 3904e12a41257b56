import { Anchor, Group } from '@mantine/core'
import { type Mail, mailerRoutes } from '@popug/contracts/mailer.ts'
import type { SlotContexts } from '@popug/contracts/widgets.ts'
import {
  batched,
  call,
  Icon,
  NotKnownYet,
  pages,
  Quiet,
  StatusBadge,
  useOneOfMany,
  useText,
  widgetFor,
} from '@popug/ui-kit'

const find = batched<Mail>(
  async (ids) => {
    const query = { payoutIds: ids.join(','), kind: 'payout_issued' as const, limit: ids.length }
    return (await call(mailerRoutes.listMails, { query })).items
  },
  ({ payoutId }) => payoutId ?? '',
)

/** A letter that was sent stays so; one that is not written yet is still to come. */
const moves = (mail: Mail | null): boolean => mail?.status !== 'sent'

/** What became of the letter that announced a payout. */
const Letter = ({ context: { payoutId } }: { readonly context: SlotContexts['accounts/payout/v1'] }) => {
  const text = useText()
  const { data, isError, retry } = useOneOfMany(['mailer', 'letter'], payoutId, find, moves)
  if (!data) return isError ? <Quiet service="mailer" onRetry={retry} /> : <NotKnownYet of={text('place.mailer')} />
  return (
    <Anchor href={pages.mail(data.id)} title={text('place.mailer')}>
      <Group gap={6} wrap="nowrap" component="span">
        <Icon name="mail" size={16} />
        <StatusBadge of="mail" status={data.status} />
      </Group>
    </Anchor>
  )
}
export default widgetFor(['accounts/payout/v1'], Letter)
