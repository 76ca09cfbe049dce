export default {
	title: "Notebook",
	url: "https://old.example/",
	language: "en",
};
