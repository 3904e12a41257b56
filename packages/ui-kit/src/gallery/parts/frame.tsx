import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Fact, Facts } from '../../components/facts.tsx'
import { Money } from '../../components/money.tsx'
import { SectionRow } from '../../components/section-links.tsx'
import { StatusBadge } from '../../components/status-badge.tsx'
import { useText } from '../../i18n/text.ts'
import { KeySheet } from '../../shell/key-sheet.tsx'
import { Palette } from '../../shell/palette.tsx'
import { Exhibit, Group, Specimen } from '../exhibit.tsx'

const sections = [
  { to: '/operations/gallery', name: 'open' },
  { to: '/operations', name: 'another' },
  { to: '/operations/audit', name: 'long' },
]

const Sheets = () => {
  const text = useText()
  const [sheet, { open: openSheet, close: closeSheet }] = useDisclosure(false)
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure(false)
  return (
    <>
      <Exhibit of="KeySheet">
        <Specimen state="dialog">
          <Button variant="default" onClick={openSheet}>
            {text('sample.show')}
          </Button>
          <KeySheet
            opened={sheet}
            onClose={closeSheet}
            keys={[
              [['Ctrl', 'K'], text('palette.title')],
              [['G', 'T'], text('place.tasks')],
            ]}
          />
        </Specimen>
      </Exhibit>
      <Exhibit of="Palette">
        <Specimen state="dialog">
          <Button variant="default" onClick={openPalette}>
            {text('sample.show')}
          </Button>
          <Palette
            opened={palette}
            onClose={closePalette}
            goals={[{ href: '#frame', words: text('title'), icon: 'pulse' }]}
          />
        </Specimen>
      </Exhibit>
    </>
  )
}

const Known = () => {
  const text = useText()
  return (
    <Exhibit of="Facts, Fact">
      <Specimen state="readOnly" wide>
        <Facts>
          <Fact name={text('sample.status')}>
            <StatusBadge of="payout" status="paid" />
          </Fact>
          <Fact name={text('sample.amount')}>
            <Money minor={431_000} currency="USD" />
          </Fact>
          <Fact name={text('sample.description')}>{text('sample.long')}</Fact>
        </Facts>
      </Specimen>
    </Exhibit>
  )
}

/** What stands around and beside the content; the frame itself is the page that this is. */
export const Frame = () => (
  <Group name="frame">
    <Exhibit of="SectionRow">
      <Specimen state="ready">
        <SectionRow sections={sections} />
      </Specimen>
    </Exhibit>
    <Known />
    <Sheets />
  </Group>
)
