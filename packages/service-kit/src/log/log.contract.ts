import { describe } from 'vitest'
import type { LogBackend } from '../testing/backend.ts'
import { crashContract } from './crash.contract.ts'
import { deliveryContract } from './delivery.contract.ts'
import { feedContract } from './feed.contract.ts'
import { outageContract } from './outage.contract.ts'
import { poisonContract } from './poison.contract.ts'

/** What the log promises, over any pair of a database and a courier. */
export const logContract = (backend: LogBackend): void => {
  describe(`the log on ${backend.name}`, () => {
    deliveryContract(backend)
    outageContract(backend)
    crashContract(backend)
    poisonContract(backend)
    feedContract(backend)
  })
}
