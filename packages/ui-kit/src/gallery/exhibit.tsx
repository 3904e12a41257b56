import { Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'
import { useText } from '../i18n/text.ts'
import classes from './gallery.module.css'

interface GroupProps {
  /** Its words are `group.<name>`. */
  readonly name: string
  readonly children: ReactNode
}

/** Parts that are met together; the index leads here by `name`. */
export const Group = ({ name, children }: GroupProps) => {
  const text = useText()
  const id = useId()
  return (
    <section aria-labelledby={id} className={classes.group}>
      <Title order={2} id={id}>
        <span id={name} className={classes.target} />
        {text(`group.${name}`)}
      </Title>
      {children}
    </section>
  )
}

interface ExhibitProps {
  /** The component as it is written in code. */
  readonly of: string
  readonly children: ReactNode
}

/** One part of the kit in all its states. */
export const Exhibit = ({ of, children }: ExhibitProps) => {
  const id = useId()
  return (
    <article aria-labelledby={id} className={classes.exhibit}>
      <Title order={3} id={id} className={classes.code}>
        {of}
      </Title>
      <div className={classes.specimens}>{children}</div>
    </article>
  )
}

interface SpecimenProps {
  /** Its words are `state.<state>`. */
  readonly state: string
  /** Takes the whole width: tables, charts. */
  readonly wide?: boolean
  readonly children: ReactNode
}

/** The part in one state, with the state's name under it. */
export const Specimen = ({ state, wide = false, children }: SpecimenProps) => {
  const text = useText()
  return (
    <figure className={classes.specimen} data-wide={wide || undefined}>
      <Text component="figcaption" size="xs" c="dimmed">
        {text(`state.${state}`)}
      </Text>
      <div className={classes.shown}>{children}</div>
    </figure>
  )
}
