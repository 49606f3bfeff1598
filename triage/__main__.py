"""The ``triage`` command, also as ``python -m triage``: a program, which nobody's own waits for."""

import gc

from triage.cli import main

# A run makes much and throws little away: to look less often for what nobody holds any more
# saves a tenth of the time until something is said.
_NEW_BEFORE_A_LOOK = 50_000


def run() -> None:
    """Run the program; it ends with the exit code of the command."""
    gc.set_threshold(_NEW_BEFORE_A_LOOK)
    main(prog_name="triage")


if __name__ == "__main__":
    run()
