import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { languages } from '@popug/contracts/roles.ts'
import { describe, expect, it } from 'vitest'
import { comparePictures, looks, pictureName } from './names.ts'
import { guidePages } from './pages.ts'

const root = resolve(import.meta.dirname, '../..')
const guide = join(root, 'docs/guide')

/** The paths of a service's pages, as its own list has them. */
const pathsOf = (service: string): string[] => {
  const web = join(root, 'services', service, 'web')
  const list = ['pages.ts', 'main.tsx'].map((name) => join(web, name)).find((path) => existsSync(path)) ?? ''
  return [...readFileSync(list, 'utf8').matchAll(/\bpath: '([^']+)'/g)].map(([, path = '']) => `/${service}${path}`)
}

const services = readdirSync(join(root, 'services')).filter((name) => existsSync(join(root, 'services', name, 'web')))

/** Whose words are written in which file: `manager.md`, `manager.ru.md`. */
const pagesOfGuide = readdirSync(guide).filter((name) => name.endsWith('.md'))

/** What a document links to within the repository, from where it stands. */
const linksIn = (file: string): string[] => {
  const text = readFileSync(file, 'utf8')
  const found = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)]
  return found.map(([, link, source]) => link ?? source ?? '').filter((link) => !/^[a-z]+:/.test(link))
}

describe('the guide', () => {
  it('has every page of every service in its list', () => {
    const listed = new Set(guidePages.map(({ service, path }) => `/${service}${path}`))
    const all = services.flatMap(pathsOf)
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter((path) => !listed.has(path))).toEqual([])
    expect([...listed].filter((path) => !all.includes(path))).toEqual([])
  })

  it('has its pictures; `npm run pictures` takes them', () => {
    expect(comparePictures()).toEqual({ missing: [], stale: [] })
  })

  it.each([...pagesOfGuide.map((name) => join(guide, name)), join(root, 'README.md')])(
    'leads nowhere in vain: %s',
    (file) => {
      expect(linksIn(file).filter((link) => !existsSync(resolve(dirname(file), link)))).toEqual([])
    },
  )

  it.each(languages)('shows every page, by day and by night: %s', (language) => {
    const own = pagesOfGuide.filter((name) => name.endsWith('.ru.md') === (language === 'ru'))
    const text = own.map((name) => readFileSync(join(guide, name), 'utf8')).join('\n')
    const wanted = guidePages.flatMap(({ name }) =>
      looks.filter((look) => look !== 'phone').map((look) => pictureName(name, language, look)),
    )
    expect(wanted.filter((name) => !text.includes(name))).toEqual([])
  })
})
