import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { compileSchema, newId } from '@popug/service-kit'
import { expect, it } from 'vitest'
import { unsubscribeLinks } from './unsubscribe-links.ts'

const links = unsubscribeLinks({ origin: 'https://popug.example.com', secret: 'a secret of thirty-two characters' })
const tokenIn = (link: string): string => link.split('/').at(-1) ?? ''

it('a link leads back to its person, and fits the route', () => {
  const id = newId()
  expect(links.pageOf(id)).toMatch(/^https:\/\/popug\.example\.com\/mailer\/unsubscribe\/[\w~-]+$/)
  const token = tokenIn(links.oneClickOf(id))
  expect(tokenIn(links.pageOf(id))).toBe(token)
  expect(compileSchema(mailerRoutes.unsubscribe.params)({ token })).toBe(true)
  expect(links.userOf(token)).toBe(id)
})

it('a link that was made up, changed, or signed with another secret is nobody’s', () => {
  const [id, other] = [newId(), newId()]
  const token = tokenIn(links.oneClickOf(id))
  const [, signature = ''] = token.split('~')
  const elsewhere = unsubscribeLinks({
    origin: 'https://popug.example.com',
    secret: 'another of thirty-two characters',
  })
  for (const wrong of [
    `${other}~${signature}`,
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
    `${token}~`,
    `${token} `,
    id,
    '',
    tokenIn(elsewhere.oneClickOf(id)),
  ])
    expect([wrong, links.userOf(wrong)]).toEqual([wrong, null])
})
