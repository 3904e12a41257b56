import { Group } from '@mantine/core'
import { PageLink, useMe, useText } from '@popug/ui-kit'
import { useOversees } from './overseers.ts'
import classes from './section-links.module.css'

/** The sections of Tasks that the person may open. */
export const SectionLinks = () => {
  const text = useText()
  const oversees = useOversees()
  const performs = useMe().role === 'performer'
  const sections = [
    { to: '/', name: performs ? 'mine' : 'all' },
    ...(performs ? [{ to: '/all', name: 'all' }] : []),
    ...(oversees ? [{ to: '/reassignments', name: 'reassignments' }] : []),
    ...(oversees ? [{ to: '/imports', name: 'imports' }] : []),
  ]
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
