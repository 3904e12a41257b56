import type { Mail } from '@popug/contracts/mailer.ts'
import { mailerRoutes } from '@popug/contracts/mailer.ts'
import { ConfirmButton, Icon, notifyDone, useAction, useText } from '@popug/ui-kit'

/** Sends a letter again, after asking. */
export const ResendMail = ({ mail }: { readonly mail: Mail }) => {
  const text = useText()
  // The dialog itself tells of a refusal; one toast is enough.
  const resend = useAction(mailerRoutes.resendMail, {
    onSuccess: () => notifyDone(text('resent')),
    onProblem: () => undefined,
  })
  return (
    <ConfirmButton
      color="feather"
      leftSection={<Icon name="moving" />}
      title={text('resendQuestion')}
      what={text(mail.status === 'sent' ? 'resendSent' : 'resendFailed', { to: mail.to })}
      confirm={text('resendOne')}
      onConfirm={() => resend.runAsync({ params: { id: mail.id } })}
    >
      {text('resend')}
    </ConfirmButton>
  )
}
