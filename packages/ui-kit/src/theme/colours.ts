import type { MantineColorsTuple } from '@mantine/core'

/** Ten steps from pale to deep; step 7 is the one of filled buttons, white on it passes AA. */
export const colours: Readonly<Record<string, MantineColorsTuple>> = {
  feather: [
    '#e6f6f1',
    '#cdebe2',
    '#9dd8c7',
    '#69c3a9',
    '#3dae8f',
    '#1f977a',
    '#128a6f',
    '#0e7c66',
    '#0a6453',
    '#064a3e',
  ],
  beak: ['#fff6e5', '#feeacc', '#fcd69b', '#f9c067', '#f5ae48', '#f2a33a', '#db8c22', '#a86510', '#80490c', '#5c3608'],
  macaw: ['#fdecec', '#f9d3d4', '#f3aeb1', '#ec868b', '#e55f66', '#da4149', '#d1373f', '#b92a33', '#9a1f29', '#73151d'],
  sky: ['#e6f3fc', '#cbe4f7', '#9bcbef', '#68b0e6', '#3f99dd', '#2589d3', '#1878c0', '#1268a8', '#0d528a', '#083a63'],
  gray: ['#faf8f5', '#f4f1ec', '#e9e4dd', '#dad4cb', '#c4bcb1', '#a0968a', '#6b635a', '#4f4841', '#37322d', '#221e1a'],
  dark: ['#ece7e0', '#d3ccc2', '#b5aca1', '#8f867b', '#4b453e', '#3a352f', '#2a2622', '#1c1916', '#161311', '#0f0d0c'],
}
