import { type Mail, mailerRoutes } from '@popug/contracts/mailer.ts'
import type { SlotContexts } from '@popug/contracts/widgets.ts'
import { batched, call, pages, StateThere, useOneOfMany, widgetFor } from '@popug/ui-kit'

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
  const asked = useOneOfMany(['mailer', 'letter'], payoutId, find, moves)
  return <StateThere service="mailer" of="mail" icon="mail" asked={asked} page={pages.mail} />
}
export default widgetFor(['accounts/payout/v1'], Letter)
