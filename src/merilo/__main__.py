"""`python -m merilo`."""

from merilo.cli.main import run

if __name__ == "__main__":
    run()
