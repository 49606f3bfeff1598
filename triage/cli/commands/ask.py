"""``triage ask``: which options go together, and what is done with them."""

from __future__ import annotations

import click

from triage.cli import asking
from triage.words import _


def ask(
    tree: str,
    region: str | None,
    choose: bool,
    plain: bool,
    for_other: bool | None,
    resume: str | None,
    save: str | None,
    review: str | None,
    no_save: bool,
    forget: bool,
) -> int:
    """Run ``triage ask``; ``triage.cli.arguments.ask`` tells of its arguments."""
    if review and (resume or forget):
        raise click.UsageError(_("--review goes with neither --resume nor --forget"))
    if no_save and save:
        raise click.UsageError(_("--no-save does not go with --save"))
    if forget:
        return asking.forget(tree, resume)
    if choose and (tree or review):
        raise click.UsageError(_("--choose goes with no tree, and not with --review"))
    return asking.ask(
        tree,
        plain=plain,
        region=region,
        for_other=for_other,
        resume=resume,
        save=save,
        review=review,
        no_save=no_save,
        choose=choose,
    )
