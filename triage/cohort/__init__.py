"""Many patients at once: what ``triage.assess`` says of one, of each row of a table.

For programmers, from the inside out:

- ``compiled.compile_tree(tree)`` makes a tree ready: ``Compiled``. Its
  ``classes[fact].code(value)`` gives the small number by which an answer is known; 0 is not
  answered.
- ``told.Kernel(compiled, parts)`` works out some parts (``outcome``, ``at_least``, ``next_step``,
  …) of blocks of codes, one NumPy column for each of ``Kernel.facts``. It gives a ``Told``:
  numbers that ``compiled.outcome.labels`` and so on name, and bits for what comes in lists.
- ``told.rows_of(compiled, told)`` says it in names, row by row.

Nothing here is imported by ``import triage``; it needs the extra ``cohort``.
"""
