import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';
export default defineConfig({
  site: 'https://old.example',
  base: '/kit',
  integrations: [
    starlight({
      title: { en: 'Kit', it: 'Cassetta' },
      defaultLocale: 'en',
      locales: { en: { label: 'English' }, it: { label: 'Italiano' } },
      social: [{ icon: 'github', label: 'GitHub', href: 'https://github.com/x/y' }],
      sidebar: [
        { label: 'Guides', translations: { it: 'Guide pratiche' }, items: ['guides/first', { slug: 'guides/second', badge: 'New' }] },
      ],
    }),
  ],
});
