import type { AppPage } from '@popug/ui-kit'
import { Company } from './pages/company.tsx'

/** The pages of Analytics. */
export const pages: readonly AppPage[] = [{ path: '/', roles: ['executive', 'admin'], page: Company }]
