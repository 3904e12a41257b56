import { ActionIcon } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Me } from '@popug/contracts/auth.ts'
import { leave } from '../client/leave.ts'
import { Icon } from '../components/icon.tsx'
import { useKitText } from '../i18n/text.ts'
import { homeOf, type Place, pages, placeKey, placesOf } from '../session/places.ts'
import { KeySheet } from './key-sheet.tsx'
import { type Keys, useKeys } from './keys.ts'
import { usePageKeys } from './page-keys.ts'
import { type Goal, Palette } from './palette.tsx'
import { focusRow } from './row-focus.ts'

/** The letters that lead to a place, after G. */
const letters: Readonly<Record<Place['name'], string>> = {
  tasks: 't',
  accounts: 'a',
  billing: 'p',
  mailer: 'm',
  analytics: 's',
  users: 'u',
  operations: 'o',
}

const focusSearch = (): void => document.querySelector<HTMLInputElement>('main input[type="search"]')?.focus()
const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** What the keyboard does on every page: a palette, places by two letters, search, and a sheet that tells all of it. */
export const Keyboard = ({ me }: { readonly me: Me }) => {
  const text = useKitText()
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure(false)
  const [sheet, { open: openSheet, close: closeSheet }] = useDisclosure(false)
  const places = placesOf(me.role)
  const wordsOf = (place: Place): string => text(placeKey(place, me.role))

  const going = Object.fromEntries(
    places.map((place): [string, () => void] => [`g ${letters[place.name]}`, () => leave.to(place.href)]),
  )
  const keys: Keys = {
    ...going,
    'g h': () => leave.to(homeOf(me.role)),
    'g i': () => leave.to(pages.profile),
    'mod+k': openPalette,
    '/': focusSearch,
    '?': openSheet,
    j: () => focusRow(1),
    k: () => focusRow(-1),
  }
  useKeys(keys)
  const ofPage = usePageKeys()

  const goals: Goal[] = [
    ...places.map((place) => ({ href: place.href, words: wordsOf(place), icon: place.icon })),
    { href: pages.profile, words: text('shell.profile'), icon: 'person' },
  ]
  const told: [string[], string][] = [
    [[isMac() ? '⌘' : 'Ctrl', 'K'], text('palette.title')],
    [['/'], text('keys.search')],
    ...ofPage.map(({ key, does }): [string[], string] => [[key.toUpperCase()], does]),
    [['J'], text('keys.nextRow')],
    [['K'], text('keys.rowBefore')],
    ...places.map((place): [string[], string] => [['G', letters[place.name].toUpperCase()], wordsOf(place)]),
    [['G', 'I'], text('shell.profile')],
    [['?'], text('keys.title')],
  ]
  return (
    <>
      <ActionIcon
        variant="default"
        size={36}
        visibleFrom="sm"
        aria-label={text('palette.title')}
        aria-haspopup="dialog"
        onClick={openPalette}
      >
        <Icon name="search" />
      </ActionIcon>
      <Palette opened={palette} onClose={closePalette} goals={goals} />
      <KeySheet opened={sheet} onClose={closeSheet} keys={told} />
    </>
  )
}
