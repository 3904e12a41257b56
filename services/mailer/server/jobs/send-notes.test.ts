import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { newId } from '@popug/service-kit'
import { until } from '@popug/service-kit/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimMails } from '../commands/claim-mails.ts'
import { verifyMails } from '../service.ts'
import {
  letters,
  type MailerProgram,
  mailRows,
  pass,
  startMailer,
  TestAuth,
  triedTimes,
} from '../testing/mailer-program.ts'
import { endWindow, gathered, give, given, wantNotes } from '../testing/task-events.ts'
import { startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'

const [window, hour] = [600_000, 3_600_000]
let auth: TestAuth
let smtp: TestSmtp
let program: MailerProgram
let kesha: string
const start = async (env: Record<string, string> = {}): Promise<void> => {
  program = await startMailer(auth, { env: { SMTP_URL: smtp.url, SMTP_TIMEOUT: '1000', ...env } })
}
beforeEach(async () => {
  auth = new TestAuth()
  smtp = await startTestSmtp()
  kesha = auth.person({ language: 'en' }).id
})
afterEach(async () => {
  await program.stop()
  await smtp.stop()
})

const oneNote = async (): Promise<void> => {
  await wantNotes(program, kesha)
  await give(program, given(kesha))
  pass(program, window)
}

describe('a note', () => {
  it.each(['busy', 'full', 'silent'] as const)(
    'is tried again where the server is %s: the same letter',
    async (mood) => {
      await start()
      smtp.next(mood)
      await oneNote()
      await triedTimes(program, 1)
      // What is given meanwhile is the next letter's: the first one was written.
      await give(program, given(kesha, { key: 'POP-2' }))
      pass(program, hour)
      const sent = await letters(program, 'sent')
      expect(sent.map(({ subject }) => subject)).toEqual([
        'A task for you: POP-1 Feed the parrot',
        'A task for you: POP-2 Feed the parrot',
      ])
      const first = smtp.letters.filter(({ messageId }) => messageId === sent[0]!.messageId)
      expect(first).toHaveLength(mood === 'silent' ? 2 : 1)
      expect(new Set(first.map(({ text }) => text)).size).toBe(1)
      expect(await verifyMails(program.session(), undefined)).toMatchObject({ holds: true })
    },
  )

  it('that bounces suppresses the address, and those after it are given up unwritten and are not gathered for ever', async () => {
    await start()
    smtp.next('refuses')
    await oneNote()
    await letters(program, 'failed')
    expect((await program.as('admin').call(mailerRoutes.listSuppressions)).body.items).toHaveLength(1)
    for (const key of ['POP-2', 'POP-3']) {
      await give(program, given(kesha, { key }))
      pass(program, window)
      const rows = await letters(program, 'failed')
      expect(rows.at(-1)).toMatchObject({ attempts: 0, failure: expect.stringContaining('bounce') })
      expect(await gathered(program)).toEqual({ notes: 0, listed: 0 })
    }
    expect(await mailRows(program)).toHaveLength(3)
    expect(smtp.tries()).toBe(1)

    const [bounced, unwritten] = await mailRows(program)
    const resend = (id: string) => program.as('accountant').call(mailerRoutes.resendMail, { params: { id } })
    expect(await resend(unwritten!.id)).toMatchObject({ status: 409, body: { code: 'mail_not_resendable' } })
    const [{ id } = { id: '' }] = (await program.as('admin').call(mailerRoutes.listSuppressions)).body.items
    await program.as('admin').call(mailerRoutes.liftSuppression, { params: { id } })
    expect(await resend(bounced!.id)).toMatchObject({ status: 200 })
    await until('it was sent', () => smtp.letters.length === 1)
    expect(smtp.letters[0]).toMatchObject({ subject: 'A task for you: POP-1 Feed the parrot' })
  })

  it('of a person whom Auth does not know is given up, and nothing stays', async () => {
    await start()
    const stranger = newId()
    await wantNotes(program, stranger)
    await give(program, given(stranger))
    pass(program, window)
    expect(await letters(program, 'failed')).toMatchObject([{ failure: 'Auth knows no such person' }])
    expect(await gathered(program)).toEqual({ notes: 0, listed: 0 })
  })

  it('while Auth is away goes on gathering, and lists what is still with the person when it goes', async () => {
    await start()
    await wantNotes(program, kesha)
    auth.away = true
    const gone = given(kesha, { key: 'POP-1' })
    await give(program, gone)
    pass(program, window)
    await until('Auth was asked', async () => (await mailRows(program)).every(({ lookups }) => lookups > 0))
    await give(program, { ...gone, assignmentId: newId(), userId: newId() }, given(kesha, { key: 'POP-2' }))
    auth.away = false
    pass(program, hour)
    await letters(program, 'sent')
    expect(smtp.letters.map(({ subject }) => subject)).toEqual(['A task for you: POP-2 Feed the parrot'])
  })

  it('counts in the rate like any letter', async () => {
    await start({ MAIL_RATE: '1' })
    const people = [kesha, auth.person().id, auth.person().id]
    await wantNotes(program, ...people)
    await give(program, ...people.map((id) => given(id)))
    pass(program, window)
    const sent = async () => (await mailRows(program)).filter(({ status }) => status === 'sent').length
    await until('the first is sent', async () => (await sent()) === 1)
    pass(program, 60_000)
    await until('the second is sent', async () => (await sent()) === 2)
    expect(smtp.letters).toHaveLength(2)
    await endWindow(program, 1)
    expect(smtp.letters).toHaveLength(3)
  })

  it('that one instance writes while another hears of more tasks loses none of them', async () => {
    await start()
    await wantNotes(program, kesha)
    await give(program, given(kesha, { key: 'POP-1' }))
    program.clock.set(program.clock.now() + window)
    const [claimed] = await program.session().transaction((ctx) => claimMails(ctx, { limit: 1, holdFor: 60_000 }))
    // In hand and not written yet: it still takes what comes.
    await give(program, given(kesha, { key: 'POP-2' }))
    expect(await gathered(program)).toEqual({ notes: 1, listed: 2 })
    expect(claimed).toMatchObject({ messageId: '' })
    pass(program, 61_000)
    await letters(program, 'sent')
    expect(smtp.letters.map(({ text }) => text?.match(/^- POP-\d/gm))).toEqual([['- POP-1', '- POP-2']])
  })
})
