import { authRoutes } from '@popug/contracts/auth.ts'
import { newId, type Program, systemActorId } from '@popug/service-kit'

/** A session of one of the services inside the program, as the service itself. */
export const sessionOf = (program: Program, name: 'auth') => {
  const service = program.services.find(({ definition }) => definition.name === name)
  if (!service) throw new Error(`${name} does not run here`)
  return service.open({ actor: { kind: 'service', id: systemActorId, name }, correlationId: newId(), log: service.log })
}

/** Whether anybody is registered: 0 or 1. */
export const countUsers = async (program: Program): Promise<number> => {
  const { items } = await sessionOf(program, 'auth').neighbours.call(authRoutes.listUsers, { query: { limit: 1 } })
  return items.length
}
