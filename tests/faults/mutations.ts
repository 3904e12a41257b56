/** A fault planted on purpose: what is replaced where, and the test that must notice. */
export interface Mutation {
  readonly what: string
  readonly file: string
  /** Texts that stand once in the file, and what takes their place. */
  readonly edits: readonly (readonly [from: string, to: string])[]
  readonly caughtBy: Watcher
}

/** Where a fault must be noticed. */
export interface Watcher {
  readonly file: string
  /** The beginning of the tests' names, as a pattern. */
  readonly name: string
  /** SQLite has one writer; what is about two at once shows on a database server. */
  readonly on?: 'MariaDB'
}

const logTests = 'packages/service-kit/src/log/log.test.ts'
const logged = (name: string): Watcher => ({ file: logTests, name: `numbered at once ${name}` })
const crash = logged('a crash at .committed')
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
    caughtBy: logged('delivery of two listeners on one database one wins'),
  },
  {
    what: 'what the courier was given counts as taken over before it says so',
    file: 'packages/service-kit/src/log/publishing.ts',
    edits: [['      await taken\n', '      taken.catch(() => undefined)\n']],
    caughtBy: { file: 'packages/service-kit/src/log/relay.test.ts', name: 'marks no further than the first batch' },
  },
  {
    what: 'a message is acknowledged before its batch is applied',
    file: 'packages/service-kit/src/log/rabbitmq-consumer.ts',
    edits: [
      [
        '      events += batch.events.length\n      await deliver',
        '      answer(() => channel.ack(message))\n      events += batch.events.length\n      await deliver',
      ],
      ['    answer(() => channel.ack(message))\n  }\n\n  const read', '  }\n\n  const read'],
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
  {
    what: 'a hole between two positions is not looked at',
    file: 'packages/service-kit/src/log/buffer.ts',
    edits: [['event.position > position + 1 || events.length', 'events.length']],
    caughtBy: { file: 'packages/service-kit/src/log/buffer.test.ts', name: 'nothing follows a hole' },
  },
  {
    what: 'what lies behind the checkpoint is applied again',
    file: 'packages/service-kit/src/log/buffer.ts',
    edits: [['        if (event.position <= position) continue\n', '']],
    caughtBy: { file: 'packages/service-kit/src/log/buffer.test.ts', name: 'what lies behind the checkpoint' },
  },
  {
    what: 'nobody looks whether the tail was lost',
    file: 'packages/service-kit/src/log/subscription.ts',
    edits: [['    ticks = 0\n    tailDue = true\n', '    ticks = 0\n']],
    caughtBy: logged('delivery finds a lost tail'),
  },
  {
    what: 'the checkpoint moves wherever it stood',
    file: 'packages/service-kit/src/log/checkpoint.ts',
    edits: [
      [
        "    .where('epoch', '=', from.epoch)\n    .where('position', '=', from.position)\n    .executeTake",
        '    .executeTake',
      ],
    ],
    caughtBy: logged('delivery of two listeners on one database one wins'),
  },
  {
    what: 'what cannot be applied is passed over without a word',
    file: 'packages/service-kit/src/log/apply.ts',
    edits: [['          await park(tx, topic, event, error, now())\n', '']],
    caughtBy: logged('poison'),
  },
  {
    what: 'positions are given without the lock on their topic',
    file: 'packages/service-kit/src/log/relay.ts',
    edits: [
      [
        "await db.dialect\n      .forUpdate(db.query.selectFrom('topics').select('head').where('topic', '=', topic))\n",
        "await db.query.selectFrom('topics').select('head').where('topic', '=', topic)\n",
      ],
    ],
    caughtBy: {
      file: 'packages/service-kit/src/log/log-mysql.servers.test.ts',
      name: 'of two relays the second waits',
      on: 'MariaDB',
    },
  },
  {
    what: 'everyone has the lease',
    file: 'packages/service-kit/src/jobs/lease.ts',
    edits: [
      ['if (!(await takeLease(database, name, owner))) return undefined', 'await takeLease(database, name, owner)'],
    ],
    caughtBy: { file: 'packages/service-kit/src/jobs/lease.test.ts', name: 'work runs only where the lease is' },
  },
  {
    what: 'a lease never ends',
    file: 'packages/service-kit/src/jobs/lease.ts',
    edits: [["is('expiresAt', '<', now)", "is('expiresAt', '<', 0)"]],
    caughtBy: { file: 'packages/service-kit/src/jobs/lease.test.ts', name: 'a lease that was not renewed' },
  },
  {
    what: 'a request that comes again under its key is not recognised',
    file: 'packages/service-kit/src/http/idempotency.ts',
    edits: [
      ["    .where('actorId', '=', request.actorId)", "    .where('actorId', '=', '')"],
      ['  await logDb(tx).insertMany(', '  await logDb(tx).insertMissing('],
    ],
    caughtBy: { file: 'packages/service-kit/src/http/doors.test.ts', name: '.*equal requests with one key once' },
  },
  {
    what: 'the ledger’s row is read without its lock',
    file: 'services/accounts/server/db/ledger-repository.ts',
    edits: [
      ["db.dialect.forUpdate(db.query.selectFrom('ledger').selectAll())", "db.query.selectFrom('ledger').selectAll()"],
    ],
    caughtBy: {
      file: 'services/accounts/server/db/ledger-repository.test.ts',
      name: 'whoever comes second waits',
      on: 'MariaDB',
    },
  },
  {
    what: 'a task is closed without its lock',
    file: 'services/tasks/server/db/task-repository.ts',
    edits: [["db.dialect.forUpdate(tasks().where('id', '=', id))", "tasks().where('id', '=', id)"]],
    caughtBy: {
      file: 'services/tasks/server/routes/tasks.test.ts',
      name: 'closing succeeds once of five',
      on: 'MariaDB',
    },
  },
  {
    what: 'letters are claimed without a lock',
    file: 'services/mailer/server/db/mail-repository.ts',
    edits: [
      [
        '    db.dialect\n      .forUpdate(\n        db.query\n          .selectFrom',
        '    Object(\n        db.query\n          .selectFrom',
      ],
    ],
    caughtBy: { file: 'services/mailer/server/jobs/crash.test.ts', name: 'two instances never have', on: 'MariaDB' },
  },
  {
    what: 'a letter gets another name at each try',
    file: 'services/mailer/server/commands/begin-sending.ts',
    edits: [['messageId: row.messageId }', "messageId: row.messageId.replace('<', '<again.') }"]],
    caughtBy: {
      file: 'services/mailer/server/jobs/moods.test.ts',
      name: 'a mail server that takes letters and never answers',
    },
  },
  {
    what: 'cards are renewed under another key without a lock',
    file: 'services/billing/server/db/card-key-repository.ts',
    edits: [['db.dialect.forUpdate(outOfDate(wanted)', 'Object(outOfDate(wanted)']],
    caughtBy: {
      file: 'services/billing/server/routes/card-keys-load.test.ts',
      name: '.*loses no card and no payout',
      on: 'MariaDB',
    },
  },
]
