import type { ServiceName } from './topology.ts'

/** Where a browser reads what it may fetch ahead, and what the answer is. */
export const speculationPath = '/speculation-rules.json'
export const speculationType = 'application/speculationrules+json'

/** The header of a page that leads there. A rule in the page itself would be one more script to let run. */
export const speculationHeader = `"${speculationPath}"`

/** The page of another service is fetched as soon as somebody means to press its link, so that going there does not flash. */
export const speculationRules = (services: readonly ServiceName[]): object => ({
  prefetch: [
    {
      where: {
        and: [
          { href_matches: services.map((service) => `/${service}/*`) },
          { not: { href_matches: services.map((service) => `/${service}/api/*`) } },
        ],
      },
      eagerness: 'moderate',
    },
  ],
})
