"""Start from the checkout: `python main.py` is `python -m workshop`."""

import sys

from workshop.app import main

if __name__ == "__main__":
    sys.exit(main())
