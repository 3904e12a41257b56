import { type Static, Type } from 'typebox'

/** Analytics has no settings of its own: the installation's currency and time zone are all it needs. */
export const AnalyticsSettings = Type.Object({})
export type AnalyticsSettings = Static<typeof AnalyticsSettings>
