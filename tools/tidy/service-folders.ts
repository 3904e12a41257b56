import type { SourceFile } from './repository.ts'

const headings = ['Owns', 'Says', 'Hears', 'Answers', 'Shows']

const headingsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map(([, heading = '']) => heading)

/** Refuses a service whose README does not tell, in this order, what it owns, says, hears, answers and shows. */
export const incompleteReadmes = (services: readonly string[], files: readonly SourceFile[]): string[] =>
  services.flatMap((service) => {
    const path = `services/${service}/README.md`
    const readme = files.find((file) => file.path === path)
    if (!readme) return [`${path}: is missing`]
    const found = headingsOf(readme.text).filter((heading) => headings.includes(heading))
    return found.join() === headings.join()
      ? []
      : [`${path}: has ${found.join(', ') || 'none'} of ${headings.join(', ')}`]
  })

/** Refuses a frontend that does not speak both languages: a catalogue that is missing, empty or not an object. */
export const missingCatalogues = (folders: readonly string[], files: readonly SourceFile[]): string[] =>
  folders.flatMap((folder) =>
    ['en', 'ru'].flatMap((language) => {
      const path = `${folder}/locales/${language}.json`
      const catalogue = files.find((file) => file.path === path)
      if (!catalogue) return [`${path}: is missing`]
      return Object.keys(JSON.parse(catalogue.text) as object).length > 0 ? [] : [`${path}: is empty`]
    }),
  )
