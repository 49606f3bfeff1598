"""Hypothesis strategies: made-up patients, and made-up trees as files."""

from __future__ import annotations

from triage.errors import MissingExtra, to_install

try:
    import hypothesis as _hypothesis
except ImportError:
    msg = "`triage.testing` needs hypothesis"
    raise MissingExtra(f"{msg}\n    help: {to_install('test')}") from None

del _hypothesis
