import { defineConfig } from 'astro/config';
import starlight from '@astrojs/starlight';

export default defineConfig({
  site: 'https://old.example',
  base: '/kit',
  redirects: { '/begin': '/guides/first/', '/out': 'https://other.example/' },
  integrations: [
    starlight({
      title: 'Kit',
      editLink: { baseUrl: 'https://bitbucket.example/kit/src/main/' },
      defaultLocale: 'root',
      locales: { root: { label: 'English', lang: 'en' }, it: { label: 'Italiano' } },
      sidebar: [
        { label: 'Guides', items: ['guides/first', { label: 'Second', slug: 'guides/second' }] },
        { label: 'Reference', autogenerate: { directory: 'reference' } },
      ],
    }),
  ],
});
