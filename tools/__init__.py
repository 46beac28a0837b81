"""Commands that make calls; nothing here is part of the site or of the core."""
