"""The search: what scripts of the site look up, made as static files below ``search/`` when the site is built."""
