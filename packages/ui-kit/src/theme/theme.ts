import {
  Alert,
  Anchor,
  Button,
  Card,
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Menu,
  Modal,
  type NotificationProps,
  Paper,
  Tooltip,
  type VariantColorsResolver,
} from '@mantine/core'
import { colours } from './colours.ts'

/** The pale variant by mixing: one tint for buttons and badges, on light and on dark alike. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const resolved = defaultVariantColorsResolver(input)
  const { color = input.theme.primaryColor, variant } = input
  if (variant !== 'light' || !(color in input.theme.colors)) return resolved
  const tint = (share: number): string => `color-mix(in srgb, var(--mantine-color-${color}-5) ${share}%, transparent)`
  return {
    ...resolved,
    background: tint(16),
    hover: tint(26),
    color: `light-dark(var(--mantine-color-${color}-9), var(--mantine-color-${color}-2))`,
  }
}

const family = "'Onest Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

/** The beak, as a corner: round but for the one that points. */
const beak = 'var(--popug-beak)'

/** Cards and tables have one edge; the line of an input, which must be found, is darker. */
const edge = { root: { '--paper-border-color': 'var(--popug-line)', background: 'var(--popug-surface)' } }

/** The face of Popug: one family, two weights, feather green, warm greys. */
export const theme = createTheme({
  colors: { ...colours },
  primaryColor: 'feather',
  primaryShade: { light: 7, dark: 7 },
  black: '#221e1a',
  autoContrast: true,
  luminanceThreshold: 0.35,
  fontFamily: family,
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace",
  headings: {
    fontFamily: family,
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.25rem' }, h2: { fontSize: '1.125rem' }, h3: { fontSize: '1rem' } },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.875rem', md: '0.9375rem', lg: '1.125rem', xl: '2rem' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Alert: Alert.extend({ defaultProps: { radius: beak } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'hover' } }),
    Button: Button.extend({ defaultProps: { fw: 600 } }),
    Card: Card.extend({ defaultProps: { withBorder: true, padding: 'lg', radius: beak }, styles: edge }),
    // The placeholder that would take the focus first is no item, and a menu may hold nothing else.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    // Fetched with the first toast: only its name is here.
    Notification: { defaultProps: { withBorder: true, radius: beak } satisfies Partial<NotificationProps> },
    Paper: Paper.extend({ defaultProps: { withBorder: true, radius: beak }, styles: edge }),
    // Named a header of the whole page otherwise: it stands in no landmark of its own.
    ModalHeader: Modal.Header.extend({ defaultProps: { role: 'presentation' } }),
    Modal: Modal.extend({
      styles: { title: { fontWeight: 600 } },
      defaultProps: { centered: true, radius: beak, transitionProps: { duration: 120 } },
    }),
    Tooltip: Tooltip.extend({
      defaultProps: { withArrow: true, openDelay: 300, events: { hover: true, focus: true, touch: true } },
    }),
  },
})

/** Colours that text and figures use, by meaning; light ones pass AAA on the page, so do the dark. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: { '--popug-beak': '12px 12px 12px 3px' },
  light: {
    '--mantine-color-body': '#fdfcfa',
    '--mantine-color-dimmed': '#655d54',
    '--mantine-color-anchor': 'var(--popug-link)',
    '--mantine-color-error': '#b92a33',
    '--popug-gain': '#075446',
    '--popug-debt': '#8f1620',
    '--popug-zero': '#655d54',
    '--popug-link': '#0f5f99',
    '--popug-surface': '#ffffff',
    '--popug-rail': '#f6f2ec',
    '--popug-line': '#e9e4dd',
  },
  dark: {
    '--mantine-color-body': '#1c1916',
    '--mantine-color-dimmed': '#b5aca1',
    '--mantine-color-anchor': 'var(--popug-link)',
    '--mantine-color-error': '#ec868b',
    '--popug-gain': '#69c3a9',
    '--popug-debt': '#f3aeb1',
    '--popug-zero': '#b5aca1',
    '--popug-link': '#9bcbef',
    '--popug-surface': '#24201c',
    '--popug-rail': '#161311',
    '--popug-line': '#3a352f',
  },
})
