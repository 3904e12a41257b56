import { moment, momentOrNull } from '@popug/contracts/days.ts'
import { splitIds } from '@popug/contracts/ids.ts'
import { type Mail, mailerRoutes } from '@popug/contracts/mailer.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { resendMail } from '../commands/resend-mail.ts'
import { getMail } from '../queries/get-mail.ts'
import { getMailSource } from '../queries/get-mail-source.ts'
import { listMails } from '../queries/list-mails.ts'
import { door } from '../world.ts'

const mailView = (mail: Awaited<ReturnType<typeof getMail>>): Mail => ({
  id: mail.id,
  userId: mail.userId,
  payoutId: mail.kind === 'tasks_assigned' ? null : mail.payoutId,
  kind: mail.kind,
  to: mail.toAddress,
  subject: mail.subject,
  status: mail.status,
  attempts: mail.attempts,
  failure: mail.failure,
  createdAt: moment(mail.createdAt),
  sentAt: momentOrNull(mail.sentAt),
})

/** The doors of letters. */
export const mailDoors = [
  door(mailerRoutes.listMails, async (call) => {
    const { userId, payoutId, payoutIds, status, kind, q, ...paging } = call.query
    const ids = payoutIds === undefined ? undefined : splitIds(payoutIds)
    const filter = { userId: call.ownRows(userId), payoutId, payoutIds: ids, status, kind, q }
    return mapPage(await listMails(call, { filter, page: pageRequest(paging, 1) }), mailView)
  }),

  door(mailerRoutes.getMail, async (call) => {
    const mail = await getMail(call, { id: call.params.id })
    call.mustSee(mail.userId)
    return { ...mailView(mail), text: mail.text, html: mail.html }
  }),

  door(mailerRoutes.getMailSource, async (call) => {
    const mail = await getMail(call, { id: call.params.id })
    call.mustSee(mail.userId)
    return { source: await getMailSource(call, { mail }) }
  }),

  door(mailerRoutes.resendMail, async ({ params, transaction }) =>
    mailView(await transaction((ctx) => resendMail(ctx, { id: params.id }))),
  ),
]
