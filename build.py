#!/usr/bin/env python3
"""Build the site from ``data/``; ``python build.py --help`` lists what else it does."""

import contextlib
import os
import sys

from sitegen.cli import main

if __name__ == "__main__":
    code = main()
    with contextlib.suppress(OSError):  # of a reader that has gone: told as ever, below
        sys.stdout.flush()
        sys.stderr.flush()
        # To take apart all that a build has loaded and made takes as long as to make a hundred pages.
        os._exit(code)
    sys.exit(code)
