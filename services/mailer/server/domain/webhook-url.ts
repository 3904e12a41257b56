import { invalid } from '@popug/contracts/refusals.ts'

/** An address to send to, in its plain form. Refuses with `invalid` what is none, and http where only https may be. */
export const webhookUrl = (given: string, { http }: { readonly http: boolean }): string => {
  if (!URL.canParse(given)) throw invalid('/body/url', 'no_url', 'is no address')
  const url = new URL(given)
  const schemes = http ? ['https:', 'http:'] : ['https:']
  if (!schemes.includes(url.protocol))
    throw invalid('/body/url', 'url_scheme', `must begin with ${schemes.join('// or ')}//`, {
      schemes: schemes.map((scheme) => `${scheme}//`).join(', '),
    })
  if (url.username !== '' || url.password !== '')
    throw invalid('/body/url', 'url_person', 'must not name a user or a password')
  url.hash = ''
  return url.href
}
