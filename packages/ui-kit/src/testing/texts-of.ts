import { type Language, languages } from '@popug/contracts/roles.ts'
import type { ServiceName } from '@popug/contracts/topology.ts'
import { type Catalogue, languageOf, type Texts } from '../i18n/catalogue.ts'

const files = import.meta.glob<Catalogue>('../../../../languages/*/*.json', { eager: true, import: 'default' })

const fileOf = (language: Language, name: string): Catalogue => {
  const [, texts] =
    Object.entries(files).find(([path]) => languageOf(path) === language && path.endsWith(`/${name}.json`)) ?? []
  return texts ?? {}
}

/** All that a service's pages say in every language; `locales` in place of its own catalogues. */
export const textsOf = (
  service: ServiceName,
  locales?: Readonly<Partial<Record<Language, Catalogue>>>,
): Record<Language, Texts> =>
  Object.fromEntries(
    languages.map((language) => [
      language,
      {
        [service]: locales ? (locales[language] ?? {}) : fileOf(language, service),
        ui: fileOf(language, 'ui'),
        refusals: fileOf(language, 'refusals'),
      },
    ]),
  ) as unknown as Record<Language, Texts>
