/** The services, their topics and who listens to what: architecture, section 1, as a value. */
export const serviceNames = ['auth', 'tasks', 'accounts', 'billing', 'mailer', 'analytics'] as const
export type ServiceName = (typeof serviceNames)[number]

export const topicNames = ['tasks', 'ledger', 'payouts', 'payout-results'] as const
export type TopicName = (typeof topicNames)[number]

/** Who says what on each topic, and who hears it. */
export const topics: Readonly<Record<TopicName, { speaker: ServiceName; listeners: readonly ServiceName[] }>> = {
  tasks: { speaker: 'tasks', listeners: ['accounts', 'mailer', 'analytics'] },
  ledger: { speaker: 'accounts', listeners: ['analytics'] },
  payouts: { speaker: 'accounts', listeners: ['billing', 'mailer'] },
  'payout-results': { speaker: 'billing', listeners: ['accounts', 'mailer'] },
}

/** The topics a service says. */
export const topicsSaidBy = (service: ServiceName): TopicName[] =>
  topicNames.filter((topic) => topics[topic].speaker === service)

/** The topics a service hears. */
export const topicsHeardBy = (service: ServiceName): TopicName[] =>
  topicNames.filter((topic) => topics[topic].listeners.includes(service))
