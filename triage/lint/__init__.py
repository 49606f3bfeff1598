"""The linter: rules over a resolved tree, and the comments that allow what they find."""
