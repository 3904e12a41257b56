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
