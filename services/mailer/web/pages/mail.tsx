import { Stack, Tabs } from '@mantine/core'
import { type Mail, mailerRoutes } from '@popug/contracts/mailer.ts'
import { Loading, Page, Query, useMe, useParam, useRoute, useText, useUrlState } from '@popug/ui-kit'
import { HtmlBody, TextBody } from '../parts/letter-body.tsx'
import { MailFacts } from '../parts/mail-facts.tsx'
import { MailSource } from '../parts/mail-source.tsx'
import { isOverseer } from '../parts/overseers.ts'
import { ReceivedLetters } from '../parts/received-letters.tsx'
import { ResendMail } from '../parts/resend-mail.tsx'
import { SectionLinks } from '../parts/section-links.tsx'

/** A letter on its way changes by itself; the page looks again this often, in milliseconds. */
const lookEvery = 5_000

/** One letter as it was sent; for accountants and admins also as it arrived. */
const MailPage = () => {
  const text = useText()
  const overseer = isOverseer(useMe().role)
  const mail = useRoute(mailerRoutes.getMail, { params: { id: useParam('id') } }, { refetchInterval: lookEvery })
  const [{ view }, setView] = useUrlState({ view: 'html' })
  const views = ['html', 'text', 'source', ...(overseer ? ['received'] : [])]
  const resendable = overseer && mail.data !== undefined && mail.data.status !== 'queued'
  const missing = ({ kind, attempts, status }: Mail): string =>
    text(kind === 'tasks_assigned' && status === 'queued' && attempts === 0 ? 'gathering' : 'notWritten')
  return (
    <Page title={text('letter')} actions={resendable && <ResendMail mail={mail.data} />}>
      <SectionLinks />
      <Query of={mail} loading={<Loading shape="text" count={8} />}>
        {(letter) => (
          <Stack gap="lg">
            <MailFacts mail={letter} />
            <Tabs
              value={views.includes(view) ? view : 'html'}
              onChange={(next) => setView({ view: next ?? 'html' })}
              keepMounted={false}
            >
              <Tabs.List>
                {views.map((name) => (
                  <Tabs.Tab key={name} value={name}>
                    {text(`view.${name}`)}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="html" pt="md">
                <HtmlBody html={letter.html} title={letter.subject || text('letter')} missing={missing(letter)} />
              </Tabs.Panel>
              <Tabs.Panel value="text" pt="md">
                <TextBody missing={missing(letter)}>{letter.text}</TextBody>
              </Tabs.Panel>
              <Tabs.Panel value="source" pt="md">
                <MailSource mailId={letter.id} missing={missing(letter)} />
              </Tabs.Panel>
              <Tabs.Panel value="received" pt="md">
                <ReceivedLetters mailId={letter.id} />
              </Tabs.Panel>
            </Tabs>
          </Stack>
        )}
      </Query>
    </Page>
  )
}

export default MailPage
