// @ts-check
const {themes} = require('prism-react-renderer');
/** @type {import('@docusaurus/types').Config} */
const config = {
  title: 'Acme',
  tagline: 'Tools are cool',
  url: 'https://acme.example.io',
  baseUrl: '/acme/',
  onBrokenLinks: 'throw',
  favicon: 'img/favicon.ico',
  organizationName: 'acme',
  projectName: 'acme',
  i18n: {defaultLocale: 'en', locales: ['en', 'it'], localeConfigs: {it: {label: 'Italiano'}}},
  presets: [
    ['classic', {
      docs: {sidebarPath: './sidebars.js', editUrl: 'https://git.example.io/acme/edit/main/', lastVersion: 'current', versions: {current: {label: '3.0'}, '1.0': {path: 'old', banner: 'none'}}},
      blog: {showReadingTime: true, blogSidebarCount: 'ALL', postsPerPage: 2},
      theme: {customCss: './src/css/custom.css'},
    }],
  ],
  plugins: [
    ['@docusaurus/plugin-client-redirects', {redirects: [{from: '/docs/oldDoc', to: '/docs/intro'}, {from: ['/a', '/b/c'], to: '/docs/guides/setup'}]}],
    ['@docusaurus/plugin-content-docs', {id: 'community', path: 'community', routeBasePath: 'community', sidebarPath: './sidebarsCommunity.js'}],
  ],
  themeConfig: {
    image: 'img/card.png',
    announcementBar: {id: 'x', content: 'Hi'},
    navbar: {title: 'Acme', logo: {alt: 'A', src: 'img/logo.svg'}, items: [
      {type: 'docSidebar', sidebarId: 'tutorial', position: 'left', label: 'Tutorial'},
      {to: '/blog', label: 'Blog', position: 'left'},
      {type: 'dropdown', label: 'Community', items: [{to: '/community/team', label: 'Team'}, {href: 'https://chat.example.io', label: 'Chat'}]},
      {type: 'docsVersionDropdown'}, {type: 'localeDropdown'}, {type: 'doc', docId: 'api/index', label: 'API'},
      {href: 'https://git.example.io/acme', label: 'Git'},
    ]},
    footer: {style: 'dark', links: [{title: 'Docs', items: [{label: 'Intro', to: '/docs/intro'}]}], copyright: 'Acme'},
    algolia: {appId: 'x'},
  },
};
module.exports = config;
