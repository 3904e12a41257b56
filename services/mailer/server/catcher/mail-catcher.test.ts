import { connect } from 'node:net'
import type { Database } from '@popug/service-kit'
import { movableClock } from '@popug/service-kit'
import { startTestProgram } from '@popug/service-kit/testing'
import { createTransport } from 'nodemailer'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Tables } from '../db/tables.ts'
import { mailerService } from '../service.ts'
import { type MailCatcher, startMailCatcher } from './mail-catcher.ts'

let database: Database<Tables>
let stop: () => Promise<void>
let catcher: MailCatcher
beforeEach(async () => {
  const program = await startTestProgram({ ...mailerService, jobs: [] })
  stop = program.stop
  database = program.database
  catcher = await startMailCatcher({ database, clock: movableClock(5_000), keep: 3 })
})
afterEach(async () => {
  await catcher.stop()
  await stop()
})

const rows = () => database.query.selectFrom('caughtLetters').selectAll().orderBy('id').execute()

const send = async (message: object): Promise<void> => {
  const transport = createTransport({ url: catcher.url })
  try {
    await transport.sendMail({ from: 'a@popug.test', to: 'b@popug.test', ...message })
  } finally {
    transport.close()
  }
}

it('keeps the newest letters only', async () => {
  for (const subject of ['1', '2', '3', '4', '5']) await send({ subject, text: 'x' })
  expect((await rows()).map(({ subject }) => subject)).toEqual(['3', '4', '5'])
})

it('keeps what it is sent: both bodies, names in any script, the time of its clock', async () => {
  await send({ from: 'Попуг <a@popug.test>', subject: 'Привет 🦜', text: 'т', html: '<p>т</p>' })
  expect(await rows()).toMatchObject([
    {
      sender: 'Попуг <a@popug.test>',
      recipient: 'b@popug.test',
      subject: 'Привет 🦜',
      html: '<p>т</p>\n',
      receivedAt: 5_000,
      mailId: null,
    },
  ])
})

it('refuses a letter of more than a megabyte and lives on', async () => {
  await expect(send({ text: 'x'.repeat(1_500_000) })).rejects.toMatchObject({ responseCode: 552 })
  await send({ subject: 'small', text: 'x' })
  expect((await rows()).map(({ subject }) => subject)).toEqual(['small'])
})

it('does not believe a mail id that is none', async () => {
  await send({ text: 'x', headers: { 'X-Popug-Mail': "1' or '1'='1" } })
  expect(await rows()).toMatchObject([{ mailId: null }])
})

it('survives callers that break off', async () => {
  const { port } = new URL(catcher.url)
  for (const text of ['', 'EHLO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<c@d.test>\r\nDATA\r\nhalf', '\u0000\u0001\r\n']) {
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), '127.0.0.1', () => socket.write(text, () => socket.destroy()))
      socket.on('close', () => resolve()).on('error', reject)
    })
  }
  await send({ subject: 'after', text: 'x' })
  expect((await rows()).map(({ subject }) => subject)).toEqual(['after'])
})
