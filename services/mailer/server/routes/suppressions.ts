import { moment } from '@popug/contracts/days.ts'
import { mailerRoutes, type Suppression } from '@popug/contracts/mailer.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { liftSuppression } from '../commands/lift-suppression.ts'
import { listSuppressions } from '../queries/list-suppressions.ts'
import { door } from '../world.ts'

type Row = Awaited<ReturnType<typeof listSuppressions>>['items'][number]

const suppressionView = ({ id, address, userId, mailId, failure, bouncedAt }: Row): Suppression => ({
  id,
  address,
  userId,
  mailId,
  failure,
  bouncedAt: moment(bouncedAt),
})

/** The doors of suppressed addresses. */
export const suppressionDoors = [
  door(mailerRoutes.listSuppressions, async (call) =>
    mapPage(await listSuppressions(call, pageRequest(call.query, 2)), suppressionView),
  ),

  door(mailerRoutes.liftSuppression, async ({ params, person, log, transaction }) => {
    const row = await transaction((ctx) => liftSuppression(ctx, { id: params.id, actorId: person.id }))
    log.info({ suppression: row.id, by: person.id }, 'letters may go to a suppressed address again')
    return suppressionView(row)
  }),
]
