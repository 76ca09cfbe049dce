// Keeps between builds on Netlify what a build of casa leaves for the next one. Without it, or with
// one that is damaged, the site is the same and takes longer.
const FOLDER = ".cache/casa";

export const onPreBuild = async ({ utils }) => {
  await utils.cache.restore(FOLDER);
};

export const onPostBuild = async ({ utils }) => {
  await utils.cache.save(FOLDER);
};
