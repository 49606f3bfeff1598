"""Whatever is typed: no crash, and the same result as the answers given anywhere else."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sampled import SHIPPED
from triage.engine.assess import assess
from triage.engine.saved import resume
from triage.terminal import storage
from triage.terminal.conversation import Conversation
from triage.terminal.keeping import Keeping
from triage.terminal.page_loop import Stopped
from triage.terminal.plain import PlainFront
from triage.terminal.save_location import SaveLocation
from triage.terminal.welcome import Welcome
from triage.tree_files.library import load

SMALL = sorted(map(str, (Path(__file__).parent / "trees").glob("*.yaml")))
_loaded = cache(load)
TODAY = date(2026, 11, 20)

KEYS = ["1", "2", "3", "0", "b", "?", "w", "s", "r", "q", "y", "n", "u", "1u", "2u", "-1", "1 2 0"]
NUMBERS = ["0", "5", "10", "3.5", "36,8", "38,5", "14", "15", "not sure", "a", "99999"]
# Weighted so that most sittings get beyond the first page and few stop early.
lines = st.one_of(
    st.sampled_from([k for k in KEYS if k != "q"]),
    st.sampled_from(NUMBERS),
    st.sampled_from(["", "q", "yes", "no"]),
    st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]), max_size=8),
)


@pytest.mark.parametrize("name", [*SMALL, *SHIPPED], ids=lambda name: Path(name).stem)
@given(typed=st.lists(lines, max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_lines_never_crash_and_end_where_their_answers_lead(
    name: str, typed: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    tree = _loaded(name)
    sink = io.StringIO()
    front = PlainFront(
        io.StringIO("".join(f"{t}\n" for t in ["1", *typed])), sink, lambda: 60, "utf-8"
    )
    keeping = Keeping(tree.id, tmp_path_factory.mktemp("kept"))
    sitting = Conversation(Welcome(tree, TODAY, "gb", None, None), SaveLocation("leg"), keeping)
    try:
        front.converse(sitting.talk())
        finished = True
    except (Stopped, EOFError):
        finished = False
    assert sitting.dialogue is not None or "r" in typed
    if sitting.dialogue is None:
        return
    session, shown = sitting.dialogue.session, sink.getvalue()
    expected = assess(tree, session.answers, region="gb")

    assert sitting.is_complete == (expected.status == "complete")
    assert not finished or sitting.is_complete
    if expected.disposition:
        assert expected.title is not None
        assert expected.title in shown
    front.close(sitting.last_pages(result_stays=True))
    if not sitting.is_complete and session.entries:
        kept = sitting.dialogue.unfinished
        assert kept.result.at_least.urgency >= expected.at_least.urgency
        assert kept.result.at_least.words in sink.getvalue() or kept.result.at_least.urgency == 0
        assert keeping.slot is not None
        data = storage.read(keeping.slot.answers)
        assert resume(tree, data, on=TODAY).session.answers == kept.answers
    keeping.end()
