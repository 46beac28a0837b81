"""How the site is built: Markdown blocks, pre-rendering, the browser's runtime files."""
