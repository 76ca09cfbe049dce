import { defineConfig } from 'vitepress'

const guide = [
  { text: 'Begin', items: [{ text: 'What it is', link: '/guide/' }, { text: 'Use', link: '/guide/use' }] },
]

export default defineConfig({
  title: 'Lib',
  description: 'A library',
  lang: 'en-GB',
  base: '/lib/',
  rewrites: { 'api/:page': 'reference/:page' },
  locales: { root: { label: 'English' }, it: { label: 'Italiano', lang: 'it', title: 'La libreria', themeConfig: { nav: [{ text: 'Uso', link: '/it/uso' }], sidebar: [{ text: 'Inizio', items: [{ text: 'Uso', link: '/it/uso' }, { text: 'Casa', link: '/it/' }] }] } } },
  themeConfig: {
    logo: '/logo.svg',
    editLink: { pattern: 'https://github.com/old/lib/edit/main/docs/:path', text: 'Edit' },
    nav: [{ text: 'Guide', link: '/guide/' }, { text: 'More', items: [{ text: 'X', link: '/x' }, { text: 'API', link: '/reference/run' }] }],
    sidebar: {
      '/guide/': guide,
    },
  },
})
