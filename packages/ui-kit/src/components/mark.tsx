/** The outlines: a circle with the eye cut out of it, the cut of the wing, the hooked beak. */
export const markShapes = {
  head: 'M13 4A12 12 0 1 0 13 28A12 12 0 0 0 13 4ZM15.5 11A2.3 2.3 0 1 1 15.5 15.6A2.3 2.3 0 0 1 15.5 11Z',
  wing: 'M1.3 18.5A12 12 0 0 0 19.5 26.1C12.5 26.4 5.5 24 1.3 18.5Z',
  beak: 'M19.5 7C27 6 31.5 11.5 30.5 18.5C30.1 21.5 28.8 24 27 26C27 22.5 25 20 20.5 19.5C22.5 16 22 11 19.5 7Z',
} as const

interface MarkProps {
  readonly size?: number
  /** Draw in the colour of the text around it. */
  readonly plain?: boolean
}

/** The parrot's head in profile, from three plain shapes; `public/favicon.svg` is the same drawing. */
export const Mark = ({ size = 32, plain = false }: MarkProps) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" style={{ flex: 'none' }}>
    <path d={markShapes.head} fillRule="evenodd" fill={plain ? 'currentColor' : '#0e7c66'} />
    {plain || <path d={markShapes.wing} fill="#3dae8f" />}
    <path d={markShapes.beak} fill={plain ? 'currentColor' : '#f2a33a'} />
  </svg>
)
