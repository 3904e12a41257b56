import { authRoutes } from '@popug/contracts/auth.ts'
import { door } from '../world.ts'

export const installationDoors = [
  door(authRoutes.getInstallation, async ({ settings }) => ({
    demo: settings.POPUG_DEMO === '1',
    currency: settings.CURRENCY,
    timeZone: settings.BUSINESS_TIME_ZONE,
  })),
]
