import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { Refusal } from '@popug/contracts/refusals.ts'
import { Redirect } from '@popug/service-kit'
import { changeChoices } from '../commands/change-choices.ts'
import { getChoices } from '../queries/get-choices.ts'
import { door } from '../world.ts'

/** The doors of what letters people want, those of links in letters among them. */
export const choiceDoors = [
  door(mailerRoutes.getMyChoices, (call) => getChoices(call, { userId: call.person.id })),

  door(mailerRoutes.changeMyChoices, ({ transaction, person, body }) =>
    transaction((ctx) => changeChoices(ctx, { userId: person.id, ...body })),
  ),

  door(mailerRoutes.openUnsubscription, async ({ params }) => new Redirect(`/mailer/unsubscribe/${params.token}`)),

  door(mailerRoutes.unsubscribe, async ({ params, tools, transaction, log }) => {
    const userId = tools.links.userOf(params.token)
    if (userId === null) throw new Refusal('not_found')
    await transaction((ctx) => changeChoices(ctx, { userId, payoutsOnly: true }))
    log.info({ user: userId }, 'a person stopped letters by a link in one')
    return undefined
  }),
]
