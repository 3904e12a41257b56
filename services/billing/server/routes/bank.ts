import { billingRoutes } from '@popug/contracts/billing.ts'
import { door } from '../world.ts'

/** The door that tells which bank pays. */
export const bankDoors = [door(billingRoutes.getBank, async () => ({ bank: 'sandbox' as const }))]
