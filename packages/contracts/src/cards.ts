import { type Static, Type } from 'typebox'
import { Id, IdList } from './ids.ts'
import { only, signedIn } from './roles.ts'
import { closedObject, orNull, pageOf, paging, query, route } from './route.ts'

const service = 'billing'

/** A card as anyone may ever see it again; `none` where the person has no card. */
export const Card = Type.Object({
  last4: orNull(Type.String()),
  brand: orNull(Type.String({ description: 'visa, mastercard, mir, … by the first digits' })),
  status: Type.Enum(['none', 'active']),
})
export type Card = Static<typeof Card>

/** A key that cards are sealed with, by its name. */
const CardKeyView = Type.Object({
  keyId: Type.String(),
  cards: Type.Integer({ description: 'how many cards are sealed with it' }),
  isSealing: Type.Boolean({ description: 'cards that are named now are sealed with it' }),
  isKnown: Type.Boolean({ description: 'it is among the settings of the instance that answers' }),
})

/** The keys of the cards, and how many cards are still under others than those that are set now. */
const CardKeys = Type.Object({ keys: Type.Array(CardKeyView), outOfDate: Type.Integer() })

/** How many of the people of one card are named. */
export const sharedCardPeople = 20

/** A card that more than one person has named; the first of them, and how many they are. */
export const SharedCard = Type.Object({
  last4: Type.String(),
  brand: Type.String(),
  people: Type.Integer(),
  userIds: Type.Array(Id, { description: `the first ${sharedCardPeople} of them` }),
})
export type SharedCard = Static<typeof SharedCard>

const ownPassword = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'one’s own password, required where there is a card already',
  }),
)

/** Billing's routes that are about cards. */
export const cardRoutes = {
  getMyCard: route({
    name: 'getMyCard',
    service,
    method: 'GET',
    path: '/cards/me',
    who: signedIn,
    byToken: false,
    summary: 'One’s own card, its last four digits only',
    answer: Card,
  }),
  putMyCard: route({
    name: 'putMyCard',
    service,
    method: 'PUT',
    path: '/cards/me',
    who: signedIn,
    byToken: false,
    summary:
      'Names the card that payouts go to, and wakes those that waited; in place of another with the password only',
    body: closedObject({
      number: Type.String({
        minLength: 12,
        maxLength: 30,
        pattern: '^[0-9 -]+$',
        description: '12 to 19 digits, spaces and hyphens allowed',
      }),
      password: ownPassword,
    }),
    answer: Card,
    refusals: ['invalid', 'wrong_password', 'too_many_attempts'],
  }),
  deleteMyCard: route({
    name: 'deleteMyCard',
    service,
    method: 'DELETE',
    path: '/cards/me',
    who: signedIn,
    byToken: false,
    summary: 'Forgets one’s own card; with the password where there is one',
    body: closedObject({ password: ownPassword }),
    status: 204,
    answer: null,
    refusals: ['invalid', 'wrong_password', 'too_many_attempts'],
  }),
  listCardKeys: route({
    name: 'listCardKeys',
    service,
    method: 'GET',
    path: '/card-keys',
    who: only('admin'),
    byToken: false,
    summary: 'The keys that cards are sealed with or may be, by name; an old one with no card left may be dropped',
    answer: CardKeys,
  }),
  renewCards: route({
    name: 'renewCards',
    service,
    method: 'POST',
    path: '/card-keys/renewals',
    who: only('admin'),
    byToken: false,
    summary: 'Seals some cards with the key that is set now; `next` goes into `after` until it is null',
    body: closedObject({
      after: Type.Optional(Id),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, description: 'cards at once, 200 unless told' })),
    }),
    answer: Type.Object({
      renewed: Type.Integer(),
      unreadable: Type.Array(Id, { description: 'whose cards do not open: they must be named anew' }),
      next: orNull(Id),
    }),
  }),
  listCardHolders: route({
    name: 'listCardHolders',
    service,
    method: 'GET',
    path: '/card-holders',
    who: only('accountant', 'executive', 'admin'),
    byToken: false,
    summary: 'Which of these people have named a card, and nothing of the card',
    query: query({ userIds: IdList }),
    answer: Type.Object({
      items: Type.Array(Type.Object({ userId: Id, hasCard: Type.Boolean() })),
      next: Type.Null(),
    }),
  }),
  listSharedCards: route({
    name: 'listSharedCards',
    service,
    method: 'GET',
    path: '/shared-cards',
    who: only('accountant', 'admin'),
    byToken: false,
    summary: 'Cards that more than one person has named, or those of them that one person has',
    query: query({ ...paging, userId: Type.Optional(Id) }),
    answer: pageOf(SharedCard),
  }),
}
