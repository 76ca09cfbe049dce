export default {
  permalink: (data) => `/decks/${data.page.fileSlug}/`,
};
