import {
  type Command as KitCommand,
  type CommandContext as KitCommandContext,
  type Query as KitQuery,
  wordsOf,
} from '@popug/service-kit'
import type { Post } from './clients/smtp-post.ts'
import type { UnsubscribeLinks } from './clients/unsubscribe-links.ts'
import type { SecretBox } from './clients/webhook-secret.ts'
import type { WebhookSender } from './clients/webhook-sender.ts'
import type { MailerSettings } from './config.ts'
import type { Tables } from './db/tables.ts'
import type { Pace } from './domain/pace.ts'

/** What the mailer is made of. */
export interface MailerWorld {
  tables: Tables
  settings: MailerSettings
  tools: {
    readonly post: Post
    readonly pace: Pace
    readonly links: UnsubscribeLinks
    readonly hooks: WebhookSender
    readonly secrets: SecretBox
  }
}

export const { service, door, subscription, job } = wordsOf<MailerWorld>()
export type Command<Input, Output> = KitCommand<MailerWorld, Input, Output>
export type CommandContext = KitCommandContext<MailerWorld>
export type Query<Input, Output> = KitQuery<MailerWorld, Input, Output>
