"""The proof of a plan, what its check found, and where it comes from."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version

from planner.explore.proof import ProvenTier
from planner.language import _, counted, day, grouped, share
from planner.plan.plan import PLAN_TABLES, Plan
from planner.plan.verify import Verification
from planner.report.html.placing import charts_of
from planner.report.html.view import Fact, Grid, Section, Series, first_large, headings, line, rows
from planner.report.proven import measured, proven, seconds_line, unbounded
from planner.report.summary import status_line
from planner.report.verdict import rest_words, verdict
from planner.scenario.dates import month_date


def proof(
    plan: Plan, verification: Verification, series: Sequence[Series], tiers: Sequence[ProvenTier] | None = None
) -> Section:
    """Values, bounds and gaps of each goal, and the words of ``verify``.

    Parameters
    ----------
    plan : Plan
        With decisions.
    verification : Verification
        Of this plan.
    series : sequence of Series
        All charts; those of the proof stand here.
    tiers : sequence of ProvenTier, optional
        The bounds computed anew.
    """
    names = (_("Goal"), _("Measured in"), _("Better is"), _("Reached"), _("Bound"), _("Gap"), _("Seconds"), _("Proven"))
    grid = Grid(
        "proof-table",
        _("Goals, the most important first; a later one never costs an earlier one"),
        headings(*names, numeric=names[3:7]),
        rows(
            (
                tier.name,
                measured(plan, tier),
                _("lower") if tier.sense == "min" else _("higher"),
                tier.value,
                tier.bound,
                "" if unbounded(tier) else share(tier.gap, 2),
                grouped(tier.seconds, 1),
                proven(tier),
            )
            for tier in plan.tiers
        ),
    )
    lead = (
        *_said(plan, verification, tiers),
        seconds_line(plan) + ".",
    )
    grids = (grid, *_anew(tiers or ()), *_faults(verification))
    return Section("proof", _("Proof"), lead, grids=grids, charts=charts_of("proof", series))


def _said(plan: Plan, verification: Verification, tiers: Sequence[ProvenTier] | None) -> Iterator[str]:
    """The words of ``verify`` on a plan without fault; of another one all faults follow as tables."""
    if verification.ok:
        yield first_large(status_line(plan)) + "."
        values, what = verdict(plan, verification, tiers).splitlines()
        yield _("planner verify says: {words}").format(words=values)
        yield what.replace("`", "").replace(":", ".")


def _anew(tiers: Sequence[ProvenTier]) -> Iterator[Grid]:
    """The bounds computed anew from the prices that lie with the plan."""
    if tiers:
        names = (_("Goal"), _("Reached"), _("Bound told"), _("By prices alone"), _("Rests on the search"))
        found = ((tier.tier, tier.value, tier.told, tier.by_prices, rest_words(tier)) for tier in tiers)
        caption = _("Bounds computed anew, without a solver")
        yield Grid("anew-table", caption, headings(*names, numeric=names[1:4]), rows(found))


def _faults(verification: Verification) -> Iterator[Grid]:
    """Broken rules and false figures, all of them."""
    if verification.violations:
        broken = ((one.rule, one.message) for one in verification.violations)
        yield Grid("broken-table", _("Broken rules"), headings(_("Rule"), _("What is broken")), rows(broken))
    if verification.mismatches:
        misfits = ((text,) for text in verification.mismatches)
        yield Grid(
            "misfit-table", _("Figures"), headings(_("Figures of the plan that no longer fit it")), rows(misfits)
        )


def provenance(plan: Plan) -> Section:
    """What the plan was made from and with, so that anybody can make it again."""
    settings, told = plan.scenario.settings, plan.provenance
    last = month_date(plan.scenario.start + settings.horizon_months)
    sizes = {_("Columns of the model"): told.get("columns"), _("Rows of the model"): told.get("rows")}
    versions = ", ".join(f"{name} {number}" for name, number in told.get("versions", {}).items())
    facts = {
        _("Scenario"): settings.name,
        _("Horizon"): _("{start} to {end}, in periods of {period}").format(
            start=day(settings.as_of), end=day(last), period=counted(settings.period_months, "month")
        ),
        _("Hash of the scenario"): told.get("digest"),
        _("Rule pack"): told.get("rules"),
        _("Seed"): told.get("seed"),
        _("Made with"): versions,
        _("Report made with"): f"planner {version('planner')}",
        **sizes,
    }
    names = (_("Table"), _("Rows"), "SHA-256")
    grid = Grid(
        "hash-table",
        _("The tables of the plan, as `planner` writes them"),
        headings(*names, numeric=names[1:2]),
        rows((f"{name}.csv", len(plan.tables[name]), _hash(plan, name)) for name in PLAN_TABLES),
    )
    return Section(
        "provenance",
        _("Provenance"),
        (
            _("Same scenario, seed and versions: same plan. The hash of the scenario is over its settings and tables."),
            *_foreign(plan),
        ),
        tuple(Fact(term, line(str(words))) for term, words in facts.items() if words is not None and words != ""),
        (grid,),
    )


def _foreign(plan: Plan) -> tuple[str, ...]:
    """That the scenario beside the plan is not the one that it was made for."""
    if plan.provenance.get("digest", plan.scenario.digest) == plan.scenario.digest:
        return ()
    return (_("The scenario in the plan's folder has another hash: it was changed since."),)


def _hash(plan: Plan, name: str) -> str:
    written = plan.tables[name][list(PLAN_TABLES[name])].to_csv(index=False, lineterminator="\n")
    return sha256(written.encode()).hexdigest()
