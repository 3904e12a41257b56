import { onTestFinished, vi } from 'vitest'

const bytes = (text: string): ArrayBuffer => Uint8Array.from(Buffer.from(text)).buffer as ArrayBuffer
const around = { id: 'Y3JlZA', rawId: bytes('cred'), type: 'public-key', getClientExtensionResults: () => ({}) }

/** What an authenticator hands a browser when it has made a passkey. */
export const madePasskey = {
  ...around,
  response: { clientDataJSON: bytes('made'), attestationObject: bytes('attested'), getTransports: () => ['internal'] },
}
/** What it hands over when a passkey was chosen. */
export const chosenPasskey = {
  ...around,
  response: {
    clientDataJSON: bytes('chosen'),
    authenticatorData: bytes('state'),
    signature: bytes('signature'),
    userHandle: bytes('somebody'),
  },
}

/** An error as browsers throw it. */
export const browserError = (name: string): Error => Object.assign(new Error(name), { name })

interface Wish {
  readonly mediation?: string
  readonly publicKey: { readonly challenge: ArrayBuffer }
  readonly signal: AbortSignal
}

interface Answers {
  readonly create?: () => Promise<unknown>
  /** What comes of a press on the button. */
  readonly get?: () => Promise<unknown>
  /** What comes of the offer in the field for the email; without it the browser makes none. */
  readonly offer?: () => Promise<unknown>
  /** What the browser waits for before it says, the second time it is asked, that it makes such offers. */
  readonly offersAfter?: Promise<unknown>
}

/** Makes jsdom a browser that knows passkeys, for this test; answers what it was asked for. */
export const passkeyBrowser = ({ create, get, offer, offersAfter }: Answers): Wish[] => {
  const asked: Wish[] = []
  let questions = 0
  const isConditionalMediationAvailable = async (): Promise<boolean> => {
    questions += 1
    if (questions === 2) await offersAfter
    return offer !== undefined
  }
  const PublicKeyCredential = Object.assign(() => undefined, { isConditionalMediationAvailable })
  /** As a browser does it: what waits for a person ends with its signal. */
  const orCalledOff = (wish: Wish, answer: Answers['get']): Promise<unknown> => {
    asked.push(wish)
    return new Promise((done, fail) => {
      wish.signal.addEventListener('abort', () => fail(wish.signal.reason))
      void answer?.().then(done, fail)
    })
  }
  vi.stubGlobal('PublicKeyCredential', PublicKeyCredential)
  Object.defineProperty(navigator, 'credentials', {
    configurable: true,
    value: {
      create: (wish: Wish) => orCalledOff(wish, create),
      get: (wish: Wish) => orCalledOff(wish, wish.mediation === 'conditional' ? offer : get),
    },
  })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    Reflect.deleteProperty(navigator, 'credentials')
  })
  return asked
}

/** An outcome that does not come. */
export const never = (): Promise<unknown> => new Promise(() => undefined)
