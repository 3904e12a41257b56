/** A fault planted on purpose: what is replaced where, and the test that must notice. */
export interface Mutation {
  readonly what: string
  readonly file: string
  /** Texts that stand once in the file, and what takes their place. */
  readonly edits: readonly (readonly [from: string, to: string])[]
  readonly caughtBy: { readonly file: string; readonly name: string }
}

const logTests = 'packages/service-kit/src/log/log.test.ts'
const crash = { file: logTests, name: 'numbered at once a crash at .(handled|moved|committed)' }
const courierTests = 'tests/faults/courier.servers.test.ts'

/** What Popug's promises rest on, taken away one at a time. */
export const mutations: readonly Mutation[] = [
  {
    what: 'the checkpoint moves after the commit rather than in it',
    file: 'packages/service-kit/src/log/apply.ts',
    edits: [
      [
        "      await moveCheckpoint(tx, topic, from, to, now())\n      step?.('moved')\n      return afterCommit\n",
        '      return afterCommit\n',
      ],
      [
        "    step?.('committed')\n",
        "    step?.('committed')\n    await moveCheckpoint(database, topic, from, to, now())\n    step?.('moved')\n",
      ],
    ],
    caughtBy: crash,
  },
  {
    what: 'the checkpoint is not written at all',
    file: 'packages/service-kit/src/log/apply.ts',
    edits: [
      ["      await moveCheckpoint(tx, topic, from, to, now())\n      step?.('moved')\n", "      step?.('moved')\n"],
    ],
    caughtBy: crash,
  },
  {
    what: 'what the courier was given counts as taken over before it says so',
    file: 'packages/service-kit/src/log/publishing.ts',
    edits: [['      await taken\n', '      taken.catch(() => undefined)\n']],
    caughtBy: {
      file: logTests,
      name: 'numbered at once outages publishes again what a courier that was down did not take',
    },
  },
  {
    what: 'a message is acknowledged before its batch is applied',
    file: 'packages/service-kit/src/log/rabbitmq-consumer.ts',
    edits: [
      [
        '    try {\n      await deliver(batch)',
        '    answer(() => channel.ack(message))\n    try {\n      await deliver(batch)',
      ],
      ['    answer(() => channel.ack(message))\n  }\n\n  const receive', '  }\n\n  const receive'],
    ],
    caughtBy: { file: courierTests, name: 'a message whose listener dies while it applies it' },
  },
  {
    what: 'messages are published without `mandatory`',
    file: 'packages/service-kit/src/log/rabbitmq-publisher.ts',
    edits: [['mandatory: true', 'mandatory: false']],
    caughtBy: { file: courierTests, name: 'a message for which there is no queue' },
  },
  {
    what: 'each attempt at a payout has a key of its own',
    file: 'services/billing/server/bank/teller.ts',
    edits: [['provider.pay({ payoutId, amountMinor', 'provider.pay({ payoutId: crypto.randomUUID(), amountMinor']],
    caughtBy: { file: 'services/billing/server/jobs/pay-payouts-crash.test.ts', name: 'after the bank charged' },
  },
  {
    what: 'a task’s second closing is rewarded too',
    file: 'services/accounts/server/commands/charge-and-credit.ts',
    edits: [['} else if (rewarded.has(taskId)) {', '} else if (rewarded.size < 0) {']],
    caughtBy: { file: 'services/accounts/server/commands/ledger-stories.test.ts', name: '' },
  },
]
