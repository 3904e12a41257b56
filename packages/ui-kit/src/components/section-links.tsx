import { useEffect, useRef } from 'react'
import { PageLink } from '../app/links.tsx'
import { useText } from '../i18n/text.ts'
import classes from './section-links.module.css'

/** One section of a service: where it stands, and the last part of its text's key `section.<name>`. */
interface Section {
  readonly to: string
  readonly name: string
}

/** The sections of a service as a row of links, the open one marked; `sections` is the row's own name among the texts. */
export const SectionRow = ({ sections }: { readonly sections: readonly Section[] }) => {
  const text = useText()
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    // On a phone the row is longer than the screen, and the open section may stand beyond its edge.
    const open = row.current?.querySelector<HTMLElement>('[aria-current="page"]')
    if (row.current && open) row.current.scrollLeft = open.offsetLeft - row.current.clientWidth / 3
  }, [])
  return (
    <nav ref={row} aria-label={text('sections')} className={classes.row}>
      {sections.map(({ to, name }) => (
        <PageLink
          key={to}
          to={to}
          // A section that others stand below is not open while one of those is.
          activeOptions={{
            exact: sections.some((other) => other.to !== to && other.to.startsWith(to)),
            includeSearch: false,
          }}
          className={classes.link ?? ''}
          underline="never"
        >
          {text(`section.${name}`)}
        </PageLink>
      ))}
    </nav>
  )
}
