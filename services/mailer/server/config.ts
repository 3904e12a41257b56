import { type Static, Type } from 'typebox'

/** The mailer's settings. */
export const MailerSettings = Type.Object({
  SMTP_URL: Type.String({
    default: '',
    pattern: '^(smtps?://.+)?$',
    description:
      'the address of the mail server with user and password; empty: letters go to the built-in mail catcher',
    examples: ['smtp://user:password@mail.example.com:587'],
  }),
  MAIL_FROM: Type.String({
    default: 'Popug <popug@popug.test>',
    pattern: '^[^<>\\r\\n]*<[^<>@\\s]+@[^<>@\\s]+>$|^[^<>@\\s]+@[^<>@\\s]+$',
    description: 'who letters are from: a name and an address',
    examples: ['Popug <popug@example.com>'],
  }),
  MAIL_ATTEMPTS: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 100,
    description: 'how often a letter is tried before it is given up',
    examples: [10],
  }),
  SMTP_TIMEOUT: Type.Integer({
    default: 20_000,
    minimum: 100,
    maximum: 60_000,
    description: 'how long the mail server may stay silent, in milliseconds',
    examples: [20_000],
  }),
})
export type MailerSettings = Static<typeof MailerSettings>
