import { defineConfig } from 'vitepress'

export default defineConfig({
  title: 'Lib',
  description: 'A library',
  lang: 'en-GB',
  themeConfig: {
    nav: [{ text: 'Guide', link: '/guide/' }, { text: 'More', items: [{ text: 'X', link: '/x' }] }],
    sidebar: {
      '/guide/': [
        { text: 'Begin', items: [{ text: 'What it is', link: '/guide/' }, { text: 'Use', link: '/guide/use' }] },
      ],
    },
  },
})
