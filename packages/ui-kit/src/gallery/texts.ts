import type { i18n } from 'i18next'
import { type Catalogue, languageOf } from '../i18n/catalogue.ts'

/** Where the gallery's texts stand among those of the app around it. */
export const namespace = 'gallery'

const files = import.meta.glob<Catalogue>('../../../../languages/*/gallery.json', { eager: true, import: 'default' })

/** Gives the gallery's texts to the app that opened it, in every language; no other page carries them. */
export const addTexts = (texts: i18n): void => {
  for (const [path, catalogue] of Object.entries(files))
    texts.addResourceBundle(languageOf(path) ?? '', namespace, catalogue)
}
