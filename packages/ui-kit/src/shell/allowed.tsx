import type { Role } from '@popug/contracts/roles.ts'
import type { ReactNode } from 'react'
import { ApiProblem } from '../client/problem.ts'
import { useMe } from '../session/session.tsx'
import { Problem } from '../states/problem.tsx'

interface AllowedProps {
  readonly roles: readonly Role[]
  readonly children: ReactNode
}

/** Shows a page to these roles and a refusal to others; the services refuse on their own whatever is shown. */
export const Allowed = ({ roles, children }: AllowedProps) =>
  roles.includes(useMe().role) ? children : <Problem error={new ApiProblem({ code: 'forbidden', status: 403 })} />
