"""Every notebook runs from top to bottom, and is kept without what its cells have printed."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
EACH = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


@EACH
def test_it_is_kept_without_outputs(notebook: Path) -> None:
    cells = nbformat.read(notebook, as_version=4).cells
    ran = [cell for cell in cells if cell.cell_type == "code" and (cell.outputs or cell.execution_count is not None)]
    assert ran == []


@EACH
@pytest.mark.filterwarnings("ignore")  # what the kernel warns of is not ours; warnings inside it stop no test anyway
def test_it_runs_from_top_to_bottom(notebook: Path) -> None:
    read = nbformat.read(notebook, as_version=4)
    place = {"metadata": {"path": str(notebook.parent)}}
    nbclient.NotebookClient(read, timeout=300, kernel_name="python3", resources=place).execute()


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS
