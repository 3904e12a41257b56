import { type Static, Type } from 'typebox'

/** The mailer's settings. */
export const MailerSettings = Type.Object({
  SMTP_URL: Type.String({
    default: '',
    pattern: '^(smtps?://([^\\s/@]+@)?(\\[[0-9a-fA-F:.]+\\]|[^\\s/@:?#]+)(:\\d{1,5})?([/?]\\S*)?)?$',
    description:
      'the address of the mail server with user and password, `smtps:` where it speaks TLS from the start; empty: letters go to the built-in mail catcher',
    examples: ['smtp://user:password@mail.example.com:587'],
  }),
  SMTP_TLS: Type.Enum(['auto', 'required'], {
    default: 'auto',
    description:
      'whether a mail server of `smtp:` must offer STARTTLS: `required`, or `auto`, where a password is named and the server is another machine',
    examples: ['required'],
  }),
  SMTP_CA: Type.String({
    default: '',
    pattern: '^(-----BEGIN CERTIFICATE-----[\\s\\S]+)?$',
    description:
      'who signed the mail server’s certificate, as PEM, where that is nobody whom everyone trusts; mostly from SMTP_CA_FILE',
    examples: ['-----BEGIN CERTIFICATE-----…'],
  }),
  SMTP_CONNECTIONS: Type.Integer({
    default: 5,
    minimum: 1,
    maximum: 50,
    description: 'how many connections to the mail server stay open, and so how many letters go at once',
    examples: [5],
  }),
  MAIL_RATE: Type.Integer({
    default: 0,
    minimum: 0,
    maximum: 1_000_000,
    description:
      'how many letters a minute go at most, however many instances there are; 0: as many as the mail server takes',
    examples: [300],
  }),
  MAIL_FROM: Type.String({
    default: 'Popug <popug@popug.test>',
    pattern: '^[^<>\\r\\n]*<[^<>@\\s]+@[^<>@\\s]+>$|^[^<>@\\s]+@[^<>@\\s]+$',
    description: 'who letters are from: a name and an address',
    examples: ['Popug <popug@example.com>'],
  }),
  NOTE_WINDOW: Type.Integer({
    default: 10,
    minimum: 1,
    maximum: 1_440,
    description:
      'for how many minutes tasks given to a person are gathered into one letter, for those who want such letters',
    examples: [10],
  }),
  NOTE_TASKS: Type.Integer({
    default: 20,
    minimum: 1,
    maximum: 100,
    description: 'how many tasks such a letter lists; the others are counted',
    examples: [20],
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
  WEBHOOK_ADDRESSES: Type.Enum(['public', 'any'], {
    default: 'public',
    description:
      'whom webhooks reach: `public`, servers on the Internet by https; or `any`, by http too, and in your own network, where they could be pointed at what nobody outside should reach',
    examples: ['public'],
  }),
  WEBHOOK_TIMEOUT: Type.Integer({
    default: 10_000,
    minimum: 100,
    maximum: 30_000,
    description: 'how long the receiver of a webhook may take to answer, in milliseconds',
    examples: [10_000],
  }),
  WEBHOOK_ATTEMPTS: Type.Integer({
    default: 16,
    minimum: 1,
    maximum: 30,
    description: 'how often a webhook is tried before it is given up: 16 take about a day',
    examples: [16],
  }),
  WEBHOOK_PATIENCE: Type.Integer({
    default: 72,
    minimum: 1,
    maximum: 720,
    description: 'for how many hours a receiver may fail without a break before it is disabled',
    examples: [72],
  }),
})
export type MailerSettings = Static<typeof MailerSettings>
