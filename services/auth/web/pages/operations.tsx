import { Page, useText } from '@popug/ui-kit'
import { OperationsHeard } from './operations-heard.tsx'
import { OperationsLetters } from './operations-letters.tsx'
import { OperationsSaid } from './operations-said.tsx'
import { OperationsServices } from './operations-services.tsx'
import { useStandings } from './standings.ts'
import { SystemSections } from './system-sections.tsx'

/** For admins: what each service says and hears, who is behind and by how much, and what was put aside. */
const Operations = () => {
  const text = useText()
  const standings = useStandings()
  return (
    <Page title={text('operations.title')}>
      <SystemSections />
      <OperationsServices standings={standings} />
      <OperationsHeard standings={standings} />
      <OperationsSaid standings={standings} />
      <OperationsLetters />
    </Page>
  )
}

export default Operations
