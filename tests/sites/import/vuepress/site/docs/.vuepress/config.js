module.exports = {
  title: 'Old book',
  description: 'Of version 1',
  base: '/book/',
  themeConfig: {
    nav: [{ text: 'Guide', link: '/guide/' }],
    sidebar: {
      '/guide/': ['', 'two', ['one', 'The first'], { title: 'More', collapsable: false, children: ['three'] }],
      '/': ['', 'end'],
    },
  },
}
