import type { FunctionComponent } from 'react'
import { Buttons } from './parts/buttons.tsx'
import { Charts } from './parts/charts.tsx'
import { Comparisons } from './parts/comparisons.tsx'
import { Face } from './parts/face.tsx'
import { Figures } from './parts/figures.tsx'
import { Forms } from './parts/forms.tsx'
import { Frame } from './parts/frame.tsx'
import { States } from './parts/states.tsx'
import { Tables } from './parts/tables.tsx'

/** The gallery from top to bottom. */
export const groups: readonly { readonly name: string; readonly Parts: FunctionComponent }[] = [
  { name: 'face', Parts: Face },
  { name: 'figures', Parts: Figures },
  { name: 'comparisons', Parts: Comparisons },
  { name: 'states', Parts: States },
  { name: 'tables', Parts: Tables },
  { name: 'charts', Parts: Charts },
  { name: 'buttons', Parts: Buttons },
  { name: 'forms', Parts: Forms },
  { name: 'frame', Parts: Frame },
]
