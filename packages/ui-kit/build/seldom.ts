import { type ESTree, type Plugin, parseSync, Visitor } from 'vite'

/** What stands on few pages, by the library that has it: they alone fetch it, in one file for all of them. */
export const seldomNames: Readonly<Record<string, readonly string[]>> = {
  '@mantine/core': [...['Checkbox', 'Chip', 'Code', 'FileButton', 'Grid', 'Radio', 'Switch', 'Tabs', 'Timeline']],
  '@popug/ui-kit': ['NewSecret', 'RefusedLines', 'UploadButton'],
}

/** Where a built page finds it; its source imports it from the library as anything else. */
export const seldomSpecifier = '@popug/ui-kit/seldom'

const isSeldom = (from: string, part: ESTree.ImportDeclarationSpecifier): part is ESTree.ImportSpecifier =>
  part.type === 'ImportSpecifier' &&
  part.importKind !== 'type' &&
  part.imported.type === 'Identifier' &&
  (seldomNames[from]?.includes(part.imported.name) ?? false)

/** An import as two: of what every page fetches, and of what only some do. */
const split = (source: string, { source: { value: from }, specifiers }: ESTree.ImportDeclaration): string | null => {
  if (!specifiers.some((part) => isSeldom(from, part))) return null
  const namesOf = (parts: readonly ESTree.ImportDeclarationSpecifier[]): string =>
    parts.map((part) => source.slice(part.start, part.end)).join(', ')
  if (specifiers.some(({ type }) => type !== 'ImportSpecifier')) throw new Error(`Import what ${from} has by its names`)
  const often = specifiers.filter((part) => !isSeldom(from, part))
  return [
    often.length > 0 ? `import { ${namesOf(often)} } from '${from}'` : '',
    `import { ${namesOf(specifiers.filter((part) => isSeldom(from, part)))} } from '${seldomSpecifier}'`,
  ].join(';')
}

/** A source of a frontend that imports what stands on few pages from where it is. */
export const seldomApart = (file: string, source: string): string => {
  const found: ESTree.ImportDeclaration[] = []
  const visitor = new Visitor({
    ImportDeclaration: (declaration) => {
      if (declaration.importKind !== 'type' && declaration.source.value in seldomNames) found.push(declaration)
    },
  })
  visitor.visit(parseSync(file, source).program)
  return found.reduceRight((text, declaration) => {
    const { start, end } = declaration
    return text.slice(0, start) + (split(source, declaration) ?? text.slice(start, end)) + text.slice(end)
  }, source)
}

/** Has the frontends that are built fetch what stands on few pages with those pages. */
export const seldomImports = (): Plugin => ({
  name: 'popug-seldom-imports',
  apply: 'build',
  enforce: 'pre',
  transform: {
    filter: { id: /[/]web[/].*[.]tsx?$/, code: new RegExp(Object.keys(seldomNames).join('|')) },
    handler: (source, id) => seldomApart(id, source),
  },
})
