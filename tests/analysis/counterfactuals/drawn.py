"""The public function, for the drafts that tests are made of."""

from __future__ import annotations

from functools import partial

from triage.analysis.counterfactuals.changes import what_would_change as _public

what_would_change = partial(_public, allow_draft=True)
