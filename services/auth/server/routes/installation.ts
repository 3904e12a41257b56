import { authRoutes } from '@popug/contracts/auth.ts'
import { relyingParty } from '../domain/passkey.ts'
import { door } from '../world.ts'

export const installationDoors = [
  door(authRoutes.getInstallation, async ({ settings }) => ({
    demo: settings.POPUG_DEMO === '1',
    currency: settings.CURRENCY,
    timeZone: settings.BUSINESS_TIME_ZONE,
    passkeysAt: relyingParty(settings.PUBLIC_ORIGIN)?.origin ?? null,
  })),
]
