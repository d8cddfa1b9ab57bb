"""`python -m workshop` starts the program."""

import sys

from .app import main

if __name__ == "__main__":
    sys.exit(main())
