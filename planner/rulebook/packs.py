"""Rule packs, retirement schedules and source addresses, read from the data that come with the program."""

from functools import cache
from importlib import resources
from typing import Any, Final

from ruamel.yaml import YAML

from planner.rulebook.book import DualRole, Number, Origin, Retirement, Rulebook, RuleSetting, Target, Title
from planner.scenario.dates import month_index

_SECTIONS: Final = ("rules", "retirement", "age_bands", "dual_roles", "targets", "titles")
"""What a pack takes over from the one that it is based on, unless it says otherwise."""


def pack_names() -> tuple[str, ...]:
    """Names of the rule packs that come with the program."""
    return _names("packs")


def overlay_names() -> tuple[str, ...]:
    """Names of the overlays that come with the program."""
    return _names("overlays")


@cache
def pack(name: str) -> Rulebook:
    """A rule pack as it comes with the program.

    Raises
    ------
    KeyError
        When there is no such pack.
    """
    raw = _raw_pack(name)
    retirement = raw["retirement"]
    schedule = {} if retirement == "none" else read_data("retirement.yaml")[retirement]
    return Rulebook(
        pack=raw["pack"],
        name_en=raw["name_en"],
        name_vi=raw["name_vi"],
        in_force_from=raw["in_force_from"],
        in_force_until=raw.get("in_force_until", ""),
        rules={rule: _setting(content) for rule, content in raw["rules"].items()},
        titles={title: _title(title, row) for title, row in raw["titles"]["rows"].items()},
        age_starts=tuple(raw["age_bands"]["starts"]),
        retirement=_retirement(schedule) if schedule else None,
        dual_roles=tuple(_dual_role(row) for row in raw["dual_roles"]),
        targets=tuple(target(name, row) for name, row in raw["targets"].items()),
        origins={
            "titles": _origin(raw["titles"]),
            "age_bands": _origin(raw["age_bands"]),
            "retirement": _origin(schedule),
        },
    )


@cache
def source_address(tag: str) -> str:
    """Where a source tag points to.

    Raises
    ------
    KeyError
        When the tag is not one of the packs'.
    """
    return str(read_data("sources.yaml")[tag])


@cache
def read_data(path: str) -> Any:
    """The content of a data file of this package; nobody changes it."""
    text = (resources.files("planner.rulebook") / path).read_text(encoding="utf-8")
    return YAML(typ="safe", pure=True).load(text)


def target(name: str, row: dict[str, Any]) -> Target:
    """A target as packs and overlays write it."""
    texts = {key: row.get(key, "") for key in ("name_vi", "column", "scope", "mark", "note")}
    return Target(
        name=name,
        values=tuple(row.get("values", ())),
        at_least=str(row.get("at_least", "")),
        source=tuple(row.get("source", ())),
        **texts,
    )


def _names(folder: str) -> tuple[str, ...]:
    items = (resources.files("planner.rulebook") / folder).iterdir()
    return tuple(sorted(item.name.removesuffix(".yaml") for item in items if item.name.endswith(".yaml")))


def _raw_pack(name: str) -> dict[str, Any]:
    """The data of a pack, with what it takes over from the one that it is based on."""
    if name not in pack_names():
        raise KeyError(name)
    raw: dict[str, Any] = read_data(f"packs/{name}.yaml")
    if "based_on" not in raw:
        return raw
    base = _raw_pack(raw["based_on"])
    return raw | {section: _merged(base[section], raw.get(section)) for section in _SECTIONS}


def _merged(base: Any, own: Any) -> Any:
    """Blocks merge key by key; anything else that is written replaces what was there."""
    if isinstance(base, dict) and isinstance(own, dict):
        return base | {key: _merged(base.get(key), value) for key, value in own.items()}
    return base if own is None else own


def _setting(raw: dict[str, Any]) -> RuleSetting:
    numbers = {
        name: Number(
            value=number["value"],
            unit=number["unit"],
            source=tuple(number["source"]),
            mark=number["mark"],
            stricter=number["stricter"],
            goal=number.get("goal", False),
        )
        for name, number in raw.get("numbers", {}).items()
    }
    origin = _origin(raw)
    since, permits = raw.get("from", ""), raw.get("permits", False)
    return RuleSetting(raw["on"], numbers, origin.source, origin.mark, origin.note, since, permits)


def _title(title: str, row: dict[str, Any]) -> Title:
    fields = tuple(filter(None, str(row.get("fields", "")).split(";")))
    return Title(title=title, **{**row, "fields": fields, "source": tuple(row.get("source", ()))})


def _dual_role(row: dict[str, Any]) -> DualRole:
    starts, until = (month_index(row[end]) if row[end] else None for end in ("from", "until"))
    return DualRole(row["main"], row["beside"], starts, until, tuple(row["source"]), row["mark"])


def _retirement(raw: dict[str, Any]) -> Retirement:
    return Retirement(raw["first_year"], tuple(raw["male"]), tuple(raw["female"]))


def _origin(raw: dict[str, Any]) -> Origin:
    return Origin(tuple(raw.get("source", ())), raw.get("mark", ""), raw.get("note", ""))
