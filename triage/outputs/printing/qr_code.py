"""An address -> a code to scan, as a picture."""

from __future__ import annotations

from triage.errors import MissingExtra, TriageError, to_install


def qr_code(address: str) -> str:
    """Return the code of an address as SVG, black on nothing; it has no margin of its own.

    Raises:
        MissingExtra: segno is not installed.
        TriageError: the address is too long for a code.
    """
    try:
        import segno
    except ImportError:
        raise MissingExtra(f"codes need segno\n    help: {to_install('print', 'segno')}") from None
    try:
        code = segno.make(address, error="m", micro=False)
    except segno.DataOverflowError:
        found = f"found an address of {len(address)} signs, too long for a code to scan"
        raise TriageError(f"{found}\n    help: give a shorter one with --address") from None
    return str(code.svg_inline(border=0))
