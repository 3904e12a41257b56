import { moment } from '@popug/contracts/days.ts'
import { type CaughtLetter, mailerRoutes } from '@popug/contracts/mailer.ts'
import { mapPage, pageRequest } from '@popug/service-kit'
import { getCaughtLetter } from '../queries/get-caught-letter.ts'
import { listCaughtLetters } from '../queries/list-caught-letters.ts'
import { door } from '../world.ts'

type Row = Awaited<ReturnType<typeof listCaughtLetters>>['items'][number]

const letterView = ({ sender, recipient, receivedAt, ...letter }: Row): CaughtLetter => ({
  ...letter,
  from: sender,
  to: recipient,
  receivedAt: moment(receivedAt),
})

/** The doors of the built-in mail catcher. */
export const caughtLetterDoors = [
  door(mailerRoutes.listCaughtLetters, async (call) => {
    const { mailId, ...paging } = call.query
    return mapPage(await listCaughtLetters(call, { mailId, page: pageRequest(paging, 1) }), letterView)
  }),

  door(mailerRoutes.getCaughtLetter, async (call) => {
    const letter = await getCaughtLetter(call, { id: call.params.id })
    return { ...letterView(letter), source: letter.source }
  }),
]
