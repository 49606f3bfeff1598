"""The codes of the regions, and what is known of each, as it is read from its file.

It imports no room: the help of a command names the codes.
"""

from __future__ import annotations

from functools import cache
from typing import Any


def region_codes() -> tuple[str, ...]:
    """Return the codes of all regions, in the order in which to offer them."""
    return tuple(data_of_regions()["regions"])


@cache
def data_of_regions() -> dict[str, Any]:
    """Return what stands in the file, which is read once; it is not to be changed."""
    import json
    from pkgutil import get_data

    written = get_data(__package__, "regions.json")
    assert written is not None  # it is part of the package
    data: dict[str, Any] = json.loads(written)
    return data
