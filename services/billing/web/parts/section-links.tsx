import { Group } from '@mantine/core'
import { PageLink, useText } from '@popug/ui-kit'
import { useOversees } from './overseers.ts'
import classes from './section-links.module.css'

const sections = [
  { to: '/', name: 'all' },
  { to: '/report', name: 'report' },
  { to: '/mine', name: 'mine' },
] as const

/** The sections of Billing; nothing for those who have one only. */
export const SectionLinks = () => {
  const text = useText()
  if (!useOversees()) return null
  return (
    <Group component="nav" aria-label={text('sections')} gap="xs">
      {sections.map(({ to, name }) => (
        <PageLink
          key={to}
          to={to}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          className={classes.link ?? ''}
          underline="never"
        >
          {text(`section.${name}`)}
        </PageLink>
      ))}
    </Group>
  )
}
