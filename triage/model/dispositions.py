"""Where a person is sent, how urgent that is, and the scale that orders the places."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Final, Literal, Never, NoReturn, TypeAlias, get_args

from attrs import field, frozen
from attrs.validators import ge, in_, instance_of, optional

from triage.model.validation import FLAG, TEXT, tuple_of
from triage.words import N_, _

# The prepared looks, by the shape of the box: every picture and page knows all of them.
LookName: TypeAlias = Literal["eight corners", "six corners", "double", "folded", "round"]
LOOKS: Final[tuple[LookName, ...]] = get_args(LookName)
# Whoever is sent somewhere within so many hours needs help today.
TODAY: Final = 24
# Who hears the summary where a scale does not say.
LISTENER: Final = N_("person who helps you")


@frozen(kw_only=True)
class DispositionEntry:
    """What a scale says of one place to be sent to.

    Attributes:
        id: its name in files and in JSON.
        urgency: 0 or more; several may share one.
        words: what the person is told: ``see a physio``.
        clinical: the same for whoever sees them next.
        heading: the same above what follows.
        within_hours: the time within which help is to be there; None where none is set.
        help: whom to call or where to go, with placeholders such as ``{emergency number}``.
        at_once: the same for whoever stops before the end; "" where it can wait.
        listener: who hears the summary; follows "what to tell the".
        look: how its box and its title look.
        performer: SNOMED CT's code and term for who is asked for; None where that is open.
    """

    id: str = field(validator=TEXT)
    urgency: int = field(validator=[instance_of(int), ge(0)])
    words: str = field(validator=TEXT)
    clinical: str = field(validator=TEXT)
    heading: str = field(validator=TEXT)
    within_hours: int | None = field(default=None, validator=optional([instance_of(int), ge(0)]))
    help: str = field(default="", validator=TEXT)
    at_once: str = field(default="", validator=TEXT)
    listener: str = field(default=LISTENER, validator=TEXT)
    look: LookName = field(default="round", validator=in_(LOOKS))
    performer: tuple[str, str] | None = field(default=None, validator=optional(tuple_of(str)))

    @clinical.default
    def _as_to_the_person(self) -> str:
        return self.words

    @heading.default
    def _as_in_a_sentence(self) -> str:
        return self.words


class Disposition(str):
    """A place to be sent to, of the scale of a tree.

    It equals its name, ``"emergency"``, and JSON writes it as that. It has no
    order: that of its name would hold an emergency to be the least. Compare
    ``urgency``. Those of the scale of every tree that declares no other are
    attributes of this class: ``Disposition.EMERGENCY``.

    Attributes:
        rank: the place in its scale, the least urgent first; it tells apart what ties.
        is_mildest: whether no other of its scale is less urgent.
        is_urgent: whether it calls for help today.
        is_top: whether it is the most urgent, of a scale that has a less urgent one, and so
            ends at once.
    """

    SELF_CARE: ClassVar[Disposition]
    PHYSIO: ClassVar[Disposition]
    GP_ROUTINE: ClassVar[Disposition]
    SAME_DAY_URGENT: ClassVar[Disposition]
    EMERGENCY: ClassVar[Disposition]

    entry: DispositionEntry
    urgency: int
    within_hours: int | None
    look: LookName
    rank: int
    is_mildest: bool
    is_urgent: bool
    is_top: bool

    def __new__(cls, entry: DispositionEntry, **place: int | bool) -> Disposition:
        """Return the disposition of an entry; a scale says its place."""
        made = super().__new__(cls, entry.id)
        made.__dict__.update(
            entry=entry,
            urgency=entry.urgency,
            within_hours=entry.within_hours,
            look=entry.look,
            is_urgent=is_for_today(entry.within_hours),
            **place,
        )
        return made

    # Said in the language that is spoken; those of a tree's own scale are in the tree's.

    @property
    def words(self) -> str:
        """What the person is told to do, in a few words."""
        return _(self.entry.words)

    @property
    def clinical(self) -> str:
        """The same, for whoever sees the person next."""
        return _(self.entry.clinical)

    @property
    def heading(self) -> str:
        """The same, above what follows."""
        return _(self.entry.heading)

    @property
    def help(self) -> str:
        """Whom to call or where to go, with placeholders; "" where it goes without saying."""
        return _(self.entry.help) if self.entry.help else ""

    @property
    def at_once(self) -> str:
        """The same for whoever stops before the end; "" where it can wait."""
        return _(self.entry.at_once) if self.entry.at_once else ""

    @property
    def listener(self) -> str:
        """Who hears the summary; follows "what to tell the"."""
        return _(self.entry.listener)

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise AttributeError(_("`{name}` of a disposition cannot be changed", name=name))

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what pickle and copy take: one of the default scale stays the same object."""
        return _rebuilt, (str(self), dict(self.__dict__))

    # `Never` and `object`, so that type checkers refuse `<`, `max` and `sorted` as well.
    def __lt__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()

    def __le__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()

    def __gt__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()

    def __ge__(self, other: Never) -> object:  # type: ignore[override]  # text has an order
        _refuse_order()


def is_for_today(within_hours: int | None) -> bool:
    """Tell whether a time to help is a day or less."""
    return within_hours is not None and within_hours <= TODAY


def _refuse_order() -> NoReturn:
    raise TypeError(_("dispositions have no order; compare their `.urgency`, a number from 0 up"))


def _rebuilt(name: str, said: dict[str, Any]) -> Disposition:
    known = DEFAULT.find(name)
    if known is not None and known.__dict__ == said:
        return known
    made = str.__new__(Disposition, name)
    made.__dict__.update(said)
    return made


# --- the scale: all places of a tree, in their order


@frozen(kw_only=True)
class OwnNumber:
    """A number or address of a scale's own, which texts name in braces.

    Attributes:
        name: what stands between the braces: ``breakdown line``.
        elsewhere: the words where no region has others.
        by_region: codes of regions, each with its words.
    """

    name: str = field(validator=TEXT)
    elsewhere: str = field(validator=TEXT)
    by_region: tuple[tuple[str, str], ...] = ()


@frozen
class Scale:
    """The places to be sent to, and whose they are.

    Attributes:
        entries: what is said of each, from the least to the most urgent.
        is_medical: whether people are sent because of their bodies; one that
            is not says no word of clinicians and shows no emergency number.
        numbers: the placeholders of its own.
        dispositions: the entries with their places.
        mildest: the first of them: where people are sent while nothing calls for more.
        top: the last of them.
    """

    entries: tuple[DispositionEntry, ...] = field(validator=tuple_of(DispositionEntry))
    is_medical: bool = field(default=True, validator=FLAG)
    numbers: tuple[OwnNumber, ...] = field(default=(), validator=tuple_of(OwnNumber))
    dispositions: tuple[Disposition, ...] = field(init=False, eq=False, repr=False)
    mildest: Disposition = field(init=False, eq=False, repr=False)
    top: Disposition = field(init=False, eq=False, repr=False)

    @dispositions.default
    def _in_their_places(self) -> tuple[Disposition, ...]:
        least, most = self.entries[0].urgency, self.entries[-1].urgency
        return tuple(
            Disposition(
                entry,
                rank=rank,
                is_mildest=entry.urgency == least,
                is_top=entry.urgency == most > least,
            )
            for rank, entry in enumerate(self.entries)
        )

    @mildest.default
    def _first(self) -> Disposition:
        return self.dispositions[0]

    @top.default
    def _last(self) -> Disposition:
        return self.dispositions[-1]

    def find(self, name: str) -> Disposition | None:
        """Return the disposition of a name; None where there is none."""
        return next((each for each in self.dispositions if each == name), None)

    @property
    def urgencies(self) -> tuple[int, ...]:
        """The urgencies that there are, the least first."""
        return tuple(dict.fromkeys(each.urgency for each in self.dispositions))

    def at(self, urgency: int) -> tuple[Disposition, ...]:
        """Return the dispositions of an urgency."""
        return tuple(each for each in self.dispositions if each.urgency == urgency)

    @property
    def urgent(self) -> tuple[Disposition, ...]:
        """Where people need help today, the most urgent first."""
        return tuple(each for each in reversed(self.dispositions) if each.is_urgent)


def most_urgent(dispositions: Iterable[Disposition]) -> Disposition | None:
    """Return the most urgent of some dispositions, of equals the later of the scale; or None."""
    return max(dispositions, key=lambda each: each.rank, default=None)


# Of every tree that declares no other. Physio and a routine doctor's visit share an urgency
# on purpose: neither is safer than the other in time, they differ in who can help.
DEFAULT: Final = Scale(
    (
        DispositionEntry(
            id="self_care",
            urgency=0,
            words=N_("look after it yourself"),
            listener=N_("physio or doctor, if you see one"),
            look="round",
        ),
        DispositionEntry(
            id="physio",
            urgency=1,
            words=N_("see a physio"),
            listener=N_("physio"),
            look="folded",
            performer=("36682004", "Physiotherapist"),
        ),
        DispositionEntry(
            id="gp_routine",
            urgency=1,
            words=N_("see a doctor within days"),
            help=N_("See {doctor}."),
            listener=N_("doctor"),
            look="double",
            performer=("62247001", "Family medicine specialist"),
        ),
        DispositionEntry(
            id="same_day_urgent",
            urgency=2,
            words=N_("get medical help today"),
            within_hours=24,
            help=N_("Contact {urgent advice}."),
            at_once=N_("Contact {urgent advice}."),
            listener=N_("doctor"),
            look="six corners",
        ),
        DispositionEntry(
            id="emergency",
            urgency=3,
            words=N_("get emergency help now"),
            within_hours=0,
            help=N_("Call {emergency number}, or go to {emergency department}."),
            at_once=N_("Call {emergency number} now."),
            listener=N_("emergency team"),
            look="eight corners",
        ),
    )
)
for _each in DEFAULT.dispositions:
    setattr(Disposition, _each.upper(), _each)
