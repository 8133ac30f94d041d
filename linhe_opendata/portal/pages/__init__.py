"""The pages of the site in both languages: which there are, what they say, how they look.

`renderer` fills the templates, `site_views`, `package_views` and `figure_views` say what each page
shows, `words` puts a figure into words and `strings` has all other words of the pages.
"""
