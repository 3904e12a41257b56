import { Code, Stack, Text } from '@mantine/core'
import { Icon, iconNames } from '../../components/icon.tsx'
import { Mark } from '../../components/mark.tsx'
import { useText } from '../../i18n/text.ts'
import { type Doing, Parrot } from '../../states/parrot.tsx'
import { colours } from '../../theme/colours.ts'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'
import classes from '../gallery.module.css'

const sizes = ['xl', 'lg', 'md', 'sm', 'xs'] as const
const parrots: readonly Doing[] = ['waiting', 'searching', 'asleep', 'lost']

const Colours = () => (
  <Exhibit of="colours">
    {Object.keys(colours).map((name) => (
      <Specimen key={name} state={`colour.${name}`} wide>
        <div className={classes.swatches}>
          {Array.from({ length: 10 }, (_, step) => (
            <div
              key={`${name}-${String(step)}`}
              className={classes.swatch}
              style={{ background: `var(--mantine-color-${name}-${String(step)})` }}
            />
          ))}
        </div>
      </Specimen>
    ))}
  </Exhibit>
)

const Type = () => {
  const text = useText()
  return (
    <Exhibit of="theme">
      {sizes.map((size) => (
        <Specimen key={size} state={`size.${size}`} wide>
          <Text size={size}>{text('sample.pangram')}</Text>
          <Text size={size} fw={600}>
            {text('sample.pangram')}
          </Text>
        </Specimen>
      ))}
      <Specimen state="figures" wide>
        <Text className="popug-figures">0123456789 · 1 111 111 · 8 888 888</Text>
      </Specimen>
      <Specimen state="code" wide>
        <Code>01890a5d-ac96-774b-bcce-b302099a8057</Code>
      </Specimen>
    </Exhibit>
  )
}

/** What everything is made of: the mark, colours, type, icons, parrots. */
export const Face = () => (
  <Group name="face">
    <Exhibit of="Mark">
      {[16, 32, 64].map((size) => (
        <Specimen key={size} state={`mark.${String(size)}`}>
          <Mark size={size} />
        </Specimen>
      ))}
      <Specimen state="plain">
        <Mark size={64} plain />
      </Specimen>
    </Exhibit>
    <Colours />
    <Type />
    <Exhibit of="Icon">
      <Specimen state="all" wide>
        <div className={classes.icons}>
          {iconNames.map((name) => (
            <span key={name} className={classes.icon}>
              <Icon name={name} size={24} />
              <code>{name}</code>
            </span>
          ))}
        </div>
      </Specimen>
    </Exhibit>
    <Exhibit of="Parrot">
      {parrots.map((doing) => (
        <Specimen key={doing} state={`parrot.${doing}`}>
          <Stack>
            <Parrot doing={doing} />
          </Stack>
        </Specimen>
      ))}
    </Exhibit>
  </Group>
)
