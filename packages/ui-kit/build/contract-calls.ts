import { type ESTree, type Plugin, parseSync, Visitor } from 'vite'

/** What a client reads of a route: where it is, how it is called, and whether an answer has a body. */
const ofClients = ['name', 'service', 'method', 'path', 'creates', 'consumes']
/** What makes schemas: TypeBox, and the contracts' own words over it. */
const ofSchemas = ['Type', 'closedObject', 'query', 'pageOf', 'orNull']

/** A piece of a source, and what stands there for a client. */
interface Cut {
  readonly start: number
  readonly end: number
  readonly text: string
}

const nameOf = (node: ESTree.Expression): string => (node.type === 'Identifier' ? node.name : '')

const partOf = (source: string, part: ESTree.ObjectPropertyKind): string | null => {
  if (part.type === 'SpreadElement' || part.key.type !== 'Identifier')
    throw new Error('A route names each of its parts')
  if (ofClients.includes(part.key.name)) return source.slice(part.start, part.end)
  if (part.key.name !== 'answer') return null
  return part.value.type === 'Literal' && part.value.value === null ? 'answer: null' : 'answer: {}'
}

const cutOf = (source: string, { callee, arguments: [given], start, end }: ESTree.CallExpression): Cut | null => {
  if (nameOf(callee) === 'route' && given?.type === 'ObjectExpression') {
    const parts = given.properties.map((part) => partOf(source, part)).filter((part) => part !== null)
    return { start, end, text: `({ ${parts.join(', ')} })` }
  }
  const maker = callee.type === 'MemberExpression' ? callee.object : callee
  return maker.type !== 'Super' && ofSchemas.includes(nameOf(maker))
    ? { start, end, text: '({ properties: {} })' }
    : null
}

/** A source of the contracts as a client needs it: how each route is called, without schemas, refusals and words for documents. */
export const callsAlone = (file: string, source: string): string => {
  const cuts: Cut[] = []
  const visitor = new Visitor({
    ImportDeclaration: ({ source: from, start, end }) => {
      if (from.value === 'typebox') cuts.push({ start, end, text: '' })
    },
    // From the outside in: what stands within a piece that goes, goes with it.
    CallExpression: (call) => {
      const cut = call.start < (cuts.at(-1)?.end ?? 0) ? null : cutOf(source, call)
      if (cut) cuts.push(cut)
    },
  })
  visitor.visit(parseSync(file, source).program)
  return cuts.reduceRight((text, cut) => text.slice(0, cut.start) + cut.text + text.slice(cut.end), source)
}

/** In a browser a contract is how to call: what checks it, and what documents say of it, stays on the server. */
export const contractCalls = (): Plugin => ({
  name: 'popug-contract-calls',
  enforce: 'pre',
  transform: {
    filter: { id: /[/]packages[/]contracts[/]src[/][\w/-]+[.]ts$/ },
    handler: (source, id) => callsAlone(id, source),
  },
})
