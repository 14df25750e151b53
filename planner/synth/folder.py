"""Write a scenario folder until planner.scenario.write exists."""

from pathlib import Path

from ruamel.yaml import YAML

from planner.scenario.columns import TABLES
from planner.scenario.scenario import Scenario


def write(scenario: Scenario, folder: Path) -> None:
    """Write scenario.yaml and one CSV per table that has rows."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = scenario.settings.model_dump(mode="json", exclude_defaults=True)
    yaml = YAML()
    yaml.allow_unicode = True
    yaml.width = 120
    with (folder / "scenario.yaml").open("w", encoding="utf-8") as file:
        yaml.dump({"rules": scenario.settings.rules, **settings}, file)
    for name in TABLES:
        frame = scenario.tables[name]
        if frame.empty:
            continue
        text = frame.astype("object").where(frame.notna(), "")
        for column in text.columns[[frame[c].dtype in ("bool", "boolean") for c in frame.columns]]:
            text[column] = text[column].map({True: "yes", False: "no", "": ""})
        used = [c for c in text.columns if (text[c] != "").any()]
        text[used].to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")
