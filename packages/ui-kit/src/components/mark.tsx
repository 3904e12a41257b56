interface MarkProps {
  readonly size?: number
  /** Draw in the colour of the text around it. */
  readonly plain?: boolean
}

/** The parrot's head in profile: a circle, a wing-cut, a hooked beak. The same three shapes are `public/favicon.svg`. */
export const Mark = ({ size = 32, plain = false }: MarkProps) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
    <circle cx="14" cy="16" r="12" fill={plain ? 'currentColor' : '#0e7c66'} />
    <path d={markShapes.wing} fill={plain ? 'var(--mantine-color-body)' : '#3dae8f'} />
    <path d={markShapes.beak} fill={plain ? 'currentColor' : '#f2a33a'} />
  </svg>
)

/** The outlines besides the circle. */
export const markShapes = {
  wing: 'M2 18A12 12 0 0 0 20.5 26.1C14.5 25.5 8 22.5 2 18Z',
  beak: 'M18 7.5C26 6.5 31 12 30 21C28.5 17.5 25 16.5 18 17Z',
} as const
