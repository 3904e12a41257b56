import { useMe } from '@popug/ui-kit'
import { overseers } from '../parts/overseers.ts'
import { Company } from './company.tsx'
import { MyAccount } from './my-account.tsx'

/** One's own account, or the company for those who look after it. */
export const Home = () => (overseers.includes(useMe().role) ? <Company /> : <MyAccount />)
