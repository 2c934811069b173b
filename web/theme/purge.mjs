/** Of the design system's styles only what the pages name stays. */
export default {
  content: ['web/src/**/*.tsx', 'web/src/**/*.ts', 'web/index.html'],
  css: ['web/src/theme/uswds.css'],
  output: 'web/src/theme/uswds.css',
  // Put together from parts.
  safelist: { standard: [/^usa-alert--/] },
};
