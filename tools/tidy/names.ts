import { basename } from 'node:path'

const grabBags = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc', 'shared', 'lib'])
const spokenFor = new Set(['LICENSE', 'Dockerfile', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'])
/** `README.ru.md` is the same in another language. */
const readme = /^README([.][a-z-]+)?[.]md$/

/** Refuses names that are not kebab-case, in any part of the path. */
export const oddNames = (paths: readonly string[]): string[] =>
  paths.flatMap((path) =>
    path
      .split('/')
      .filter((part) => !spokenFor.has(part) && !readme.test(part) && !/^[._]?[a-z0-9]+([-.][a-z0-9]+)*$/.test(part))
      .map((part) => `${path}: "${part}" is not kebab-case`),
  )

/** Refuses files and folders whose name says nothing about what is in them. */
export const grabBagNames = (paths: readonly string[]): string[] =>
  paths.flatMap((path) =>
    path
      .split('/')
      .map((part) => basename(part).split('.')[0] ?? '')
      .filter((part) => grabBags.has(part))
      .map((part) => `${path}: "${part}" says nothing; name what is in it`),
  )
