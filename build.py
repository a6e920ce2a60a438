#!/usr/bin/env python3
"""Build the site from ``data/``; ``python build.py --help`` lists what else it does."""

import sys

from sitegen.cli import main

if __name__ == "__main__":
    sys.exit(main())
