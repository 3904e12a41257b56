import { readInstallation } from '../settings/installation.ts'
import { readSettings, SettingsError } from '../settings/settings.ts'
import type { AnyService } from './service.ts'

/**
 * Reads a service's own settings, and looks whether they fit each other and the installation. Throws `SettingsError` with
 * all that is broken in its own at once.
 */
export const readServiceSettings = (service: AnyService, env: NodeJS.ProcessEnv): object => {
  const own = readSettings(service.settings, env)
  let installation: ReturnType<typeof readInstallation>
  try {
    installation = readInstallation(env)
  } catch {
    return own // Whoever reads the installation's settings says what is wrong with them.
  }
  const errors = service.checkSettings?.({ ...installation, ...own }) ?? []
  if (errors.length > 0) throw new SettingsError(errors)
  return own
}
