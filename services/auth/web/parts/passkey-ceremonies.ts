import type { Assertion, NewCredential, NewPasskeyOptions, PasskeySignInOptions } from '@popug/contracts/passkeys.ts'

/** Asked for where it is needed: most pages of most days go without. */
const library = () => import('@simplewebauthn/browser')

/** Why a browser did not do it: called off (also where there is nothing to choose from), there already, or something else. */
export type Hitch = 'cancelled' | 'known' | 'failed'

/** A browser has not made or used a passkey. */
export class CeremonyStopped extends Error {
  readonly hitch: Hitch

  constructor(hitch: Hitch) {
    super(`no passkey: ${hitch}`)
    this.hitch = hitch
  }
}

const hitches: Readonly<Record<string, Hitch>> = {
  NotAllowedError: 'cancelled',
  AbortError: 'cancelled',
  InvalidStateError: 'known',
}

const orStopped = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw new CeremonyStopped(hitches[(error as Error).name] ?? 'failed')
  }
}

/** Lets the browser make a passkey; throws `CeremonyStopped`. */
export const makePasskey = (options: NewPasskeyOptions): Promise<NewCredential> =>
  orStopped(async () => {
    const { startRegistration } = await library()
    return (await startRegistration({ optionsJSON: options as never })) as NewCredential
  })

/** Lets the person choose a passkey; `quietly` offers them in the field for the email only. Throws `CeremonyStopped`. */
export const chooseAndAnswer = (options: PasskeySignInOptions, { quietly }: { quietly: boolean }): Promise<Assertion> =>
  orStopped(async () => {
    const { startAuthentication } = await library()
    const start = () => startAuthentication({ optionsJSON: options as never, useBrowserAutofill: quietly })
    try {
      return (await start()) as Assertion
    } catch (error) {
      // A quiet one that was on its way when the button was pressed begins after it, and calls it off; who pressed has the word.
      if (quietly || (error as Error).name !== 'AbortError') throw error
      return (await start()) as Assertion
    }
  })

/** Whether this browser offers passkeys in the field for the email. */
export const offersQuietly = async (): Promise<boolean> =>
  typeof PublicKeyCredential !== 'undefined' &&
  typeof PublicKeyCredential.isConditionalMediationAvailable === 'function' &&
  PublicKeyCredential.isConditionalMediationAvailable()

/** Calls off what the browser is still asking. */
export const callOff = async (): Promise<void> => (await library()).WebAuthnAbortService.cancelCeremony()
