import { mailerRoutes, type Suppression } from '@popug/contracts/mailer.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'

/** Lets letters go to a suppressed address again, after asking. */
export const LiftSuppression = ({ suppression }: { readonly suppression: Suppression }) => {
  const text = useText()
  const { id, address } = suppression
  // The dialog itself tells of a refusal; one toast is enough.
  const lift = useAction(mailerRoutes.liftSuppression, {
    onSuccess: () => notifyDone(text('suppression.lifted', { address })),
    onProblem: () => undefined,
  })
  return (
    <ConfirmButton
      size="compact-sm"
      variant="default"
      title={text('suppression.question')}
      what={text('suppression.what', { address })}
      confirm={text('suppression.liftOne', { address })}
      onConfirm={() => lift.runAsync({ params: { id } })}
    >
      {text('suppression.lift')}
    </ConfirmButton>
  )
}
