import { analyticsRoutes } from '@popug/contracts/analytics.ts'
import { ConfirmButton, notifyDone, useAction, useText } from '@popug/ui-kit'

/** Makes all statistics anew from what the other services said, after asking. */
export const RebuildStatistics = () => {
  const text = useText()
  // The dialog itself tells of a refusal; one toast is enough.
  const rebuild = useAction(analyticsRoutes.rebuild, {
    onSuccess: () => notifyDone(text('rebuilding')),
    onProblem: () => undefined,
  })
  return (
    <ConfirmButton
      title={text('rebuildQuestion')}
      what={text('rebuildWhat')}
      confirm={text('rebuildAll')}
      onConfirm={() => rebuild.runAsync()}
    >
      {text('rebuild')}
    </ConfirmButton>
  )
}
