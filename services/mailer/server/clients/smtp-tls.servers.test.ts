import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { startTestSmtp, type TestSmtp } from '../testing/test-smtp.ts'
import { type Post, type SmtpPostParts, smtpPost } from './smtp-post.ts'

let folder: string
let certificate: { key: string; cert: string }
let smtp: TestSmtp | undefined
let post: Post | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'popug-certificate-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert]
  await promisify(execFile)('openssl', [...request, ...subject])
  certificate = { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
})
afterEach(async () => {
  post?.close()
  await smtp?.stop()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const send = (url: string, change: Partial<SmtpPostParts> = {}) => {
  const parts = { from: 'popug@popug.test', timeout: 10_000, connections: 1, encryption: 'auto', ca: '' } as const
  post = smtpPost({ ...parts, url, ...change })
  const letter = { subject: 'A payout', text: 'Hello', html: '<p>Hello</p>', messageId: '<1@popug.test>', mailId: '1' }
  return post.send({ ...letter, unsubscribe: null, name: 'Kesha', address: 'kesha@popug.test' })
}
const password = { right: 'right', given: 'right' }

it.each([true, false])(
  'goes encrypted to a server whose certificate is trusted; from the start: %s',
  async (secure) => {
    smtp = await startTestSmtp({ certificate, secure, password })
    expect(await send(smtp.url, { ca: certificate.cert, encryption: 'required' })).toEqual({ is: 'accepted' })
    expect(smtp.sessions).toEqual([{ secure: true, user: 'popug' }])
  },
)

it.each([true, false])('does not go to one whose certificate nobody signed; from the start: %s', async (secure) => {
  smtp = await startTestSmtp({ certificate, secure, password })
  expect(await send(smtp.url)).toMatchObject({ is: 'not_taken', failure: expect.stringMatching(/certificate/) })
  expect(smtp.letters).toEqual([])
})

it('does not go unencrypted where encryption is required', async () => {
  smtp = await startTestSmtp()
  expect(await send(smtp.url, { encryption: 'required' })).toMatchObject({ is: 'not_taken' })
  expect(smtp.tries()).toBe(0)
  post?.close()
  expect(await send(smtp.url)).toEqual({ is: 'accepted' })
  expect(smtp.sessions).toEqual([{ secure: false, user: undefined }])
})
