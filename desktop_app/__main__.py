"""No verb: the window; a verb: the command line.

Worker processes import this module again, so it does nothing until `main` is called.
"""

from __future__ import annotations


def main() -> None:
    """Run Carrel as the command line asks and exit with 0, 1 or 2."""
    from desktop_app import cli

    cli.carrel(prog_name="carrel")


if __name__ == "__main__":
    main()
