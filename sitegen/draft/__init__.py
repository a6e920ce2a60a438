"""A draft checked before it is published: the same reading and the same rules, also within a browser.

``checking`` reads and checks a draft, ``showing`` makes the page's part of it, ``desk`` is what the browser calls,
``tree`` stands in for the one library that is not there, ``shipping`` packs all of it for the site.
"""

ADDRESS = "check-a-draft/"
"""Where the page is that checks drafts."""
