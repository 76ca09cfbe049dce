// The colour scheme that the reader chose before the page is painted. Without a choice the system's counts.
try {
  const scheme = localStorage.getItem('scheme');
  if (scheme) document.documentElement.dataset.scheme = scheme;
} catch { /* A browser that keeps nothing has nothing to say. */ }
