import ts from 'typescript'
import { isTest, type SourceFile } from './repository.ts'

const mustHave = /^(packages\/[^/]+\/src|services\/[^/]+\/server)\/.*[.]tsx?$/
const excused = /\/testing\/|\/migrations\//

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)

const isFunction = (node: ts.Expression | undefined): boolean =>
  node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node))

const exportedFunctions = (node: ts.Statement): string[] => {
  if (!isExported(node)) return []
  if (ts.isFunctionDeclaration(node)) return [node.name?.text ?? 'default']
  if (!ts.isVariableStatement(node)) return []
  return node.declarationList.declarations
    .filter(({ initializer }) => isFunction(initializer))
    .map(({ name }) => name.getText())
}

const hasDocstring = (node: ts.Statement): boolean =>
  ts
    .getJSDocCommentsAndTags(node)
    .some((doc) => ts.isJSDoc(doc) && (ts.getTextOfJSDocComment(doc.comment) ?? '').trim() !== '')

/** Refuses an exported function of a package or a server that does not begin with a sentence of what it promises. */
export const missingDocstrings = (files: readonly SourceFile[]): string[] =>
  files
    .filter(({ path }) => mustHave.test(path) && !excused.test(path) && !isTest(path))
    .flatMap(({ path, text }) => {
      const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
      // Overloads share the docstring of the first.
      const told = new Set<string>()
      return source.statements.flatMap((node) => {
        const names = exportedFunctions(node)
        if (hasDocstring(node)) for (const name of names) told.add(name)
        return names.filter((name) => !told.has(name)).map((name) => `${path}: ${name} has no docstring`)
      })
    })
