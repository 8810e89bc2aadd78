import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from '@mantine/core';

/** Indigo around the one accent; index 6 is the fill of tokens.css. */
const indigo: MantineColorsTuple = [
  '#eceefc',
  '#d5d8f7',
  '#b3b8f0',
  '#8f96e8',
  '#6f77de',
  '#565fd3',
  '#4149c4',
  '#353cab',
  '#2c328f',
  '#232872',
];

/** Mantine in our clothes: sizes and type of tokens.css; its colours are laid over by {@link mantineVariables}. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  headings: { fontFamily: 'var(--font)', fontWeight: '600' },
  colors: { indigo },
  primaryColor: 'indigo',
  primaryShade: 6,
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  fontSizes: { xs: '11px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '6px', lg: '10px', xl: '999px' },
  shadows: { xs: 'var(--sh-1)', sm: 'var(--sh-1)', md: 'var(--sh-2)', lg: 'var(--sh-2)', xl: 'var(--sh-3)' },
});

const surfaces = {
  '--mantine-color-body': 'var(--canvas)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--late-ink)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-primary-color-filled': 'var(--fill)',
  '--mantine-primary-color-filled-hover': 'var(--fill-hover)',
  '--mantine-primary-color-light': 'var(--accent-soft)',
  '--mantine-primary-color-light-color': 'var(--accent-ink)',
  '--mantine-primary-color-contrast': 'var(--on-fill)',
};

/** The tokens already know both themes (`light-dark()`), so both get the same map. */
export const mantineVariables: CSSVariablesResolver = () => ({ variables: {}, light: surfaces, dark: surfaces });
