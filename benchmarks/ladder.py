"""A made-up tree of which everything that is claimed holds.

The facts come in layers, and a layer has a step for each rung. A worse answer
leads to the next layer some rungs up, or past the top to the emergency. A
milder one stays on its rung; some take another step there, which tests an
earlier fact again, and of which a worse answer leads one rung up. The milder
answer to the first fact of a theme skips the rest of the theme. The rung on
which the last layer is left decides the outcome.

Nobody gets a milder end by a worse answer, for nobody falls behind somebody
who was on a lower rung of the same layer:

- who is higher takes an answer for worse that the lower one does, so of the
  two no lower one climbs alone, but by a re-test, and then one rung only;
- all themes are skipped to their end, where nobody who went through one is on
  a lower rung than before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from attrs import frozen

from benchmarks.shaped import DANGERS, ENDS, FACTS, LATELY, WORST, Facts, Shape, step, tree_of
from triage.model.conditions import Is
from triage.model.tree import Step, Tree

_LAYERS = FACTS - DANGERS
_THEME = 4


@frozen
class _Layer:
    """The steps that ask one fact.

    Attributes:
        worse: for each rung the answers that climb.
        climb: how many rungs.
        stay: the layer that a milder answer leads to.
        rungs: the rungs that somebody can be on.
    """

    worse: list[Is]
    climb: int
    stay: int
    rungs: tuple[int, ...]


def ladder(shape: Shape) -> Tree:
    """Return a tree of a shape; the steps that are over are re-tests, a tenth to a quarter."""
    random = Random(shape.seed)
    facts = Facts(random, shape.thresholds, demand=None)
    layers = _layers(shape, facts, random)
    over = shape.steps - DANGERS - sum(len(layer.rungs) for layer in layers)
    places = [(i, rung) for i in range(1, _LAYERS) for rung in layers[i].rungs]
    again = set(random.sample(places, over))
    steps: list[Step] = []
    for place, layer in enumerate(layers):
        for rung in layer.rungs:
            fact = _earlier(place, shape, facts, random) if (place, rung) in again else ""
            steps += _steps(layers, place, rung, facts.worse(fact) if fact else None)
    return tree_of(facts, steps)


def _layers(shape: Shape, facts: Facts, random: Random) -> list[_Layer]:
    """Return the widest layers that leave steps enough for the re-tests."""
    wanted = int((shape.steps - DANGERS) * (1 - shape.retests))
    chances = random.getstate()
    for total in range(wanted + _LAYERS, 0, -_LAYERS // 2):
        random.setstate(chances)
        layers = list(_climbed(total, facts, random))
        if sum(len(layer.rungs) for layer in layers) <= wanted:
            return layers
    msg = f"{shape.steps} steps are too few for a ladder"
    raise ValueError(msg)


def _climbed(total: int, facts: Facts, random: Random) -> Iterator[_Layer]:
    """Make the layers from the first on, as wide as the climbs allow and a total demands."""
    reached: list[set[int]] = [{0}, *(set() for _ in range(_LAYERS))]
    for place, name in enumerate(facts.names[DANGERS:]):
        rungs = tuple(sorted(reached[place]))
        climb = random.randint(1, max(1, rungs[-1] // 2))
        opens = place % (2 * _THEME) == _THEME and rungs[-1] >= _THEME
        stay = min(place + _THEME, _LAYERS) if opens else place + 1
        width = max(1, (total + place) // _LAYERS)
        reached[stay] |= set(rungs)
        reached[place + 1] |= {rung + climb for rung in rungs if rung + climb < width}
        yield _Layer(facts.eager(name, len(rungs)), climb, stay, rungs)


def _earlier(place: int, shape: Shape, facts: Facts, random: Random) -> str:
    names = facts.names[DANGERS:][:place]
    return random.choice(names[:LATELY] if shape.early else names[-LATELY:])


def _steps(layers: list[_Layer], place: int, rung: int, again: Is | None) -> Iterator[Step]:
    """Return the step of a rung of a layer, and the one that tests another fact again there."""
    layer, name = layers[place], _name(place, rung)
    worse = layer.worse[layer.rungs.index(rung)]
    up, stay = _at(layers, place + 1, rung + layer.climb), _at(layers, layer.stay, rung)
    yield step(name, worse, up, stay if again is None else f"{name}-again")
    if again is not None:
        yield step(f"{name}-again", again, _at(layers, layer.stay, rung + 1), stay)


def _at(layers: list[_Layer], place: int, rung: int) -> str:
    """Return where somebody goes on a rung of a layer, or behind the last one."""
    if place < _LAYERS:
        return _name(place, rung) if rung in layers[place].rungs else WORST
    return ENDS[min(rung * len(ENDS) // (layers[-1].rungs[-1] + 1), len(ENDS) - 1)]


def _name(place: int, rung: int) -> str:
    return f"layer-{place:02}-rung-{rung}"
