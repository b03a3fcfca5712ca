import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const blue: MantineColorsTuple = [
  '#eef4fe',
  '#e0eafc',
  '#bdd3f8',
  '#97bbf4',
  '#76a5f0',
  '#5b8def',
  '#3d76e3',
  '#1f5fd1',
  '#1a51b4',
  '#143f8e',
]

/** The same greys as in tokens.css, lightest first: Mantine's dark surfaces come from here. */
const dark: MantineColorsTuple = [
  '#e4e8ef',
  '#b2bbc9',
  '#8e99aa',
  '#5c687b',
  '#3d4654',
  '#282e38',
  '#1b1f27',
  '#15181e',
  '#101317',
  '#0b0d10',
]

/** Small controls and quiet corners: the table is what the window is for. */
export const theme = createTheme({
  primaryColor: 'blue',
  primaryShade: { light: 7, dark: 7 },
  colors: { blue, dark },
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  fontSizes: { xs: '11.5px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  headings: { fontFamily: 'var(--font-text)', fontWeight: '600' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle', color: 'gray' } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        transitionProps: { duration: 80 },
        // It takes the focus inside of the menu, but is no item of it.
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Tooltip: {
      defaultProps: { openDelay: 350, transitionProps: { duration: 80 }, withArrow: true },
    },
    Modal: {
      defaultProps: {
        transitionProps: { duration: 100 },
        styles: { title: { fontWeight: 600 } },
        // A header of its own kind, beside the window's, which is the page's banner.
        attributes: { header: { role: 'group' } },
      },
    },
  },
})

/** Mantine's own surfaces take the colours of tokens.css, so there is one palette. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-faint)',
    '--mantine-color-default': 'var(--surface-raised)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-placeholder': 'var(--text-faint)',
  }
  return { variables: {}, light: shared, dark: shared }
}
