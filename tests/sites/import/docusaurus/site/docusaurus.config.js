// @ts-check
const config = {
  title: 'The tool',
  tagline: 'It does things',
  url: 'https://old.example',
  baseUrl: '/tool/',
  i18n: { defaultLocale: 'en', locales: ['en', 'it'] },
  presets: [
    ['classic', { docs: { path: './docs', sidebarPath: require.resolve('./sidebars.js'), editUrl: 'https://github.com/old/tool/tree/main/website/' }, blog: { path: './blog/', routeBasePath: 'news' } }],
  ],
  plugins: [
    ['@docusaurus/plugin-content-docs', { id: 'handbook', path: '../handbook', routeBasePath: 'handbook' }],
    ['@docusaurus/plugin-client-redirects', { redirects: [{ from: '/docs/start', to: '/docs/guides/install' }] }],
  ],
  themeConfig: {
    navbar: {
      items: [
        { to: '/docs/intro', label: 'Docs', position: 'left' },
        { href: 'https://other.example', label: 'Code' },
      ],
    },
  },
};
export default config;
