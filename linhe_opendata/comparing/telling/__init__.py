"""Changes told to people: `render` as text and Markdown, `comment` for who decides. Pure."""
