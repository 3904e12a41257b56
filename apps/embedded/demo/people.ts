import type { Language, Role } from '@popug/contracts/roles.ts'

export const demoPassword = 'popug'

interface DemoPerson {
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly language?: Language
  /** A test card of the sandbox bank; nobody without one is paid. */
  readonly card?: string
}

const at = (login: string): string => `${login}@popug.test`

/** The people of the demo: four who run the company and seven who work. */
export const demoPeople: readonly DemoPerson[] = [
  { email: at('admin'), name: 'Ada Crest', role: 'admin' },
  { email: at('manager'), name: 'Max Plume', role: 'manager' },
  { email: at('accountant'), name: 'Nina Ledger', role: 'accountant' },
  { email: at('executive'), name: 'Viktor Perch', role: 'executive' },
  { email: at('kesha'), name: 'Kesha', role: 'performer', language: 'ru', card: '4242 4242 4242 4242' },
  { email: at('gosha'), name: 'Gosha', role: 'performer', language: 'ru', card: '5555 5555 5555 4444' },
  { email: at('rio'), name: 'Rio', role: 'performer', language: 'en', card: '4242 4242 4242 4242' },
  { email: at('jako'), name: 'Jako', role: 'performer', language: 'en', card: '2200 0000 0000 0053' },
  { email: at('ara'), name: 'Ara', role: 'performer', language: 'en', card: '4242 4242 4242 4242' },
  // One whose bank says no, and one who has not named a card yet.
  { email: at('lori'), name: 'Lori', role: 'performer', language: 'en', card: '4000 0000 0000 0002' },
  { email: at('kakadu'), name: 'Kakadu', role: 'performer', language: 'ru' },
]
