"""How the site is built: Markdown blocks for labs, pre-rendering, and the browser's runtime files."""
