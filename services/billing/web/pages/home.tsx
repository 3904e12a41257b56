import { useOversees } from '../parts/overseers.ts'
import { AllPayouts } from './all-payouts.tsx'
import { Mine } from './mine.tsx'

/** What a person comes here for: those who oversee for everyone's payouts, the others for their own. */
export const Home = () => (useOversees() ? <AllPayouts /> : <Mine />)
