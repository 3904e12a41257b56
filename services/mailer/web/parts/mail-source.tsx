import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { Query, useRoute } from '@popug/ui-kit'
import { TextBody } from './letter-body.tsx'

interface MailSourceProps {
  readonly mailId: string
  /** What stands here while nothing is written. */
  readonly missing: string
}

/** A letter as it goes over the wire, line by line. */
export const MailSource = ({ mailId, missing }: MailSourceProps) => {
  const source = useRoute(mailerRoutes.getMailSource, { params: { id: mailId } })
  return <Query of={source}>{(whole) => <TextBody missing={missing}>{whole.source}</TextBody>}</Query>
}
