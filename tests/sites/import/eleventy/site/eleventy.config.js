export default function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy("src/img");
  eleventyConfig.addPassthroughCopy({ "./public/": "/" });
  return { dir: { input: "src", data: "../_data", output: "_site" } };
}
