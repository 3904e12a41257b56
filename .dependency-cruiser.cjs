// Which room may import which. One line a room; anything not listed is forbidden.
// `own:x` means "room x of the same service" ($1 is the service's name). `tools/fences.test.ts` plants a trespass against each rule.
const work = ['own:config', 'own:world', 'own:domain', 'own:db', 'own:clients']
const rooms = {
  //  room         where it is                                      may import
  contracts: ['^packages/contracts/', ['languages']],
  kit: ['^packages/service-kit/', ['contracts']],
  ui: ['^packages/ui-kit/', ['contracts', 'languages']],
  config: ['^services/([^/]+)/server/config[.]ts$', ['contracts', 'kit', 'own:domain']],
  // What one service is made of, as types, and its words bound to them.
  world: [
    '^services/([^/]+)/server/world[.]ts$',
    ['contracts', 'kit', 'own:config', 'own:domain', 'own:db', 'own:clients', 'own:bank', 'own:catcher'],
  ],
  domain: ['^services/([^/]+)/server/domain/', ['contracts', 'languages']],
  db: ['^services/([^/]+)/server/db/', ['contracts', 'kit', 'own:domain']],
  clients: ['^services/([^/]+)/server/clients/', ['contracts', 'kit', 'own:config']],
  commands: ['^services/([^/]+)/server/commands/', ['contracts', 'kit', ...work, 'own:bank']],
  queries: ['^services/([^/]+)/server/queries/', ['contracts', 'kit', ...work]],
  projections: ['^services/([^/]+)/server/projections/', ['contracts', 'kit', 'own:world', 'own:domain', 'own:db']],
  subscriptions: [
    '^services/([^/]+)/server/subscriptions/',
    ['contracts', 'kit', 'own:config', 'own:world', 'own:domain', 'own:commands', 'own:projections'],
  ],
  routes: [
    '^services/([^/]+)/server/routes/',
    ['contracts', 'kit', 'own:config', 'own:world', 'own:domain', 'own:commands', 'own:queries'],
  ],
  jobs: [
    '^services/([^/]+)/server/jobs/',
    ['contracts', 'kit', 'own:config', 'own:world', 'own:domain', 'own:commands', 'own:queries', 'own:projections'],
  ],
  // Billing's doors to the banks that pay.
  bank: ['^services/(billing)/server/bank/', ['contracts', 'kit', 'own:config', 'own:domain', 'own:db']],
  // The sandbox bank: a server of its own, which nobody's rooms may know but who starts it.
  sandbox: ['^apps/bank/', ['contracts', 'kit', 'languages']],
  // The mail catcher is a server of its own inside the mailer; it keeps what it caught in the mailer's tables.
  catcher: ['^services/(mailer)/server/catcher/', ['contracts', 'kit', 'own:config', 'own:db']],
  service: ['^services/([^/]+)/server/(?:service|main)[.]ts$', ['contracts', 'kit', 'own:server']],
  web: ['^services/([^/]+)/web/', ['contracts', 'ui', 'languages']],
  // What several tests of one service share. Only tests may import it (a rule below).
  testing: ['^services/([^/]+)/server/testing/', ['contracts', 'kit', 'own:server', 'sandbox']],
  embedded: ['^apps/embedded/', ['contracts', 'kit', 'doors', 'product', 'sandbox']],
  // Each service a program of its own; the demo people and what is said to the person who starts it are the embedded mode's.
  composed: ['^apps/composed/', ['contracts', 'kit', 'doors', 'embedded', 'sandbox']],
  // The benchmarks stand on the same real servers as the tests of the composed mode.
  bench: ['^bench/', ['contracts', 'kit', 'doors', 'embedded', 'servers']],
  tools: ['^tools/', ['contracts', 'kit', 'doors', 'embedded', 'composed', 'sandbox']],
  tests: ['^tests/', ['contracts', 'kit', 'ui', 'doors', 'embedded', 'composed', 'sandbox']],
}
const places = Object.fromEntries(Object.entries(rooms).map(([room, [at]]) => [room, at]))
places.server = '^services/([^/]+)/server/'
places.servers = '^tests/servers/'
places.doors = '^services/[^/]+/server/service[.]ts$' // the one file a service shows to the outside
places.languages = '^languages/' // what people read: texts alone
places.product = '^package[.]json$' // what is made here: its version, and the Node that it needs

const test = '[.](test|contract)[.]tsx?$'
const library = '(^|/)node_modules/'
const own = (room) => places[room].replace(/\(\[\^\/\]\+\)|\((billing|mailer)\)/, () => '$1')
const place = (name) => (name.startsWith('own:') ? own(name.slice(4)) : places[name])
const forTests = '^(packages/[^/]+/src|services/[^/]+/(server|web))/testing/'

const walls = Object.entries(rooms).map(([room, [at, may]]) => ({
  name: `${room}-may-import-only-what-is-listed`,
  comment: `${room} may import: ${['itself', ...may].join(', ')}. See the table in .dependency-cruiser.cjs.`,
  severity: 'error',
  from: { path: at, pathNot: test },
  to: { pathNot: [own(room), ...may.map(place), library, '^node:'], dependencyTypesNot: ['core'] },
}))

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const from = (rest) => ({ pathNot: rest })

module.exports = {
  forbidden: [
    ...walls,
    rule(
      'every-file-has-a-room',
      'A new folder? Give it a line in the table first.',
      { path: '^(packages|services|apps)/', pathNot: [test, ...Object.values(rooms).map(([at]) => at)] },
      {},
    ),
    rule(
      'testing-is-for-tests',
      'What lives in a testing/ folder never ships.',
      from([test, forTests, '^tests/', '^bench/']),
      { path: forTests },
    ),
    rule(
      'tests-stay-in-their-service',
      'A test may look anywhere in its own service, never into another. Whole-system tests live in tests/.',
      { path: `^services/([^/]+)/.*${test}` },
      { path: '^services/', pathNot: '^services/$1/' },
    ),
    rule(
      'domain-is-pure',
      'No I/O, no clock, no library in domain/.',
      { path: places.domain, pathNot: test },
      { path: [library, '^node:', '^[a-z_/]+$'] },
    ),
    rule(
      'contracts-know-typebox-alone',
      'Contracts run in the browser and in the server: no other library, nothing of Node.',
      { path: places.contracts, pathNot: test },
      { path: [library, '^node:', '^[a-z_/]+$'], pathNot: `${library}typebox/` },
    ),
    rule(
      'pages-know-nothing-of-node',
      'What is sent to a browser imports nothing of Node; only the vite files do.',
      { path: ['^services/[^/]+/web/', '^packages/ui-kit/src/'], pathNot: [test, 'vite([.]config)?[.]ts$'] },
      { dependencyTypes: ['core'] },
    ),
    rule(
      'web-libraries-stay-in-web',
      'React and its relatives live in web/ and ui-kit.',
      from(['^services/[^/]+/web/', '^packages/ui-kit/', '^tests/']),
      { path: `${library}(react|react-dom|react-i18next|i18next|recharts|@mantine/[^/]+|@tanstack/[^/]+)/` },
    ),
    rule(
      'db-alone-speaks-sql',
      'Queries are written in db/; commands, queries and projections call what db/ offers.',
      { path: ['^services/', '^apps/', '^tools/'], pathNot: [test, forTests, '^services/[^/]+/server/db/'] },
      { path: `${library}kysely/` },
    ),
    rule(
      'kit-alone-knows-the-database',
      'One place knows which database stands below.',
      from(['^packages/service-kit/', '^bench/', '^tests/']),
      { path: [`${library}(@photostructure/sqlite|mysql2)/`, '^node:sqlite$'] },
    ),
    rule(
      'one-file-knows-rabbitmq',
      'Everyone else speaks to the courier; a benchmark measures the broker without it.',
      from(['^packages/service-kit/src/.*rabbitmq[^/]*[.]ts$', '^bench/']),
      { path: `${library}(amqplib|@types/amqplib)/` },
    ),
    rule('no-cycles', 'A cycle means two rooms that are one room.', {}, { circular: true }),
    rule(
      'no-orphans',
      'A file nobody imports and that imports nothing is dead, unless it is an entry.',
      {
        orphan: true,
        pathNot: [
          test,
          '(^|/)main[.]tsx?$',
          '^apps/composed/health[.]ts$',
          '[.]d[.][cm]?ts$',
          '[.]config[.]ts$',
          '^tools/[^/]+[.]mjs$',
        ],
      },
      {},
    ),
    rule('resolvable', 'Imports must resolve.', {}, { couldNotResolve: true }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.js', '.json'],
    },
  },
}
