"""How many examples the property tests try; `pytest --hypothesis-profile=NAME` chooses.

- ``dev``: a few, the same each time, with made-up trees out of one pool. Quick.
- ``ci``: more, drawn afresh; the same for the same commit, so that a change
  is not refused at random.
- ``nightly``: very many, others each time.

What ``ci`` and ``nightly`` found is kept in ``.hypothesis``, and tried first from then on.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, core, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from hypothesis.internal.conjecture import providers

FOUND = Path(__file__).parent.parent / ".hypothesis" / "examples"
# What ci draws follows from this; the Makefile sets it to the commit.
SEED = "TRIAGE_TEST_SEED"

_UNHURRIED = settings(
    deadline=None,
    database=None,
    suppress_health_check=[
        *(HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much),
        HealthCheck.nested_given,  # the pool is drawn where a test first looks into it
    ],
)


def register() -> None:
    """Make the profiles known, and load ``dev``."""
    draw_alike()
    kept = DirectoryBasedExampleDatabase(FOUND)
    afresh = settings(_UNHURRIED, derandomize=False, database=kept, print_blob=True)
    settings.register_profile("dev", _UNHURRIED, max_examples=10, derandomize=True)
    settings.register_profile("ci", afresh, max_examples=50)
    settings.register_profile("nightly", afresh, max_examples=1_000)
    settings.load_profile("dev")


def draw_alike() -> None:
    """Let what is drawn not follow from which modules of ours are loaded.

    Hypothesis draws numbers and texts that stand in them, too, so the same seed
    would give other examples after other tests.
    """
    vars(providers)["is_local_module_file"] = lambda _file: False


def a_share(of: int) -> settings:
    """Return settings for a test whose examples are dear: one for so many of the profile."""
    return settings(max_examples=max(2, settings().max_examples // of))


def seed(test: str) -> None:
    """Let what a test draws follow from the seed and its name, whichever tests ran before it."""
    if chosen := os.environ.get(SEED):
        # Hypothesis has an option for it, too; with that it would keep no examples.
        core.threadlocal._hypothesis_global_random = Random(f"{chosen} {test}")
