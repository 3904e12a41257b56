import { useMe } from '@popug/ui-kit'
import { AllTasks } from './all-tasks.tsx'
import { MyTasks } from './my-tasks.tsx'

/** What a person comes here for: performers for their own tasks, the others for everyone's. */
export const Home = () => (useMe().role === 'performer' ? <MyTasks /> : <AllTasks />)
