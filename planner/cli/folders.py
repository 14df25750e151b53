"""Folders that commands write: refused before the work begins, and under their name only when they are whole."""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from planner.language import _


def refuse_existing(folder: Path) -> None:
    """Stop early when there is something of that name, or nothing can be written there."""
    if os.path.lexists(folder):  # a link that leads nowhere is there, too
        raise click.UsageError(_("{folder} exists already; choose another name.").format(folder=folder))
    refuse_unwritable(folder)


def refuse_unwritable(folder: Path) -> None:
    """Stop early when the folder could not be made or replaced, by trying it beside the place it shall have."""
    try:
        target = folder.resolve()
        nearest = next((parent for parent in target.parents if parent.exists()), target)
        missing = target.relative_to(nearest)
        # the name of the folder is in the trial's because it is in that of the real one
        with TemporaryDirectory(prefix=f".{target.name}-", dir=nearest) as beside:
            (Path(beside) / missing).mkdir(parents=True, exist_ok=True)
        if target.is_dir() and (target.is_mount() or not os.access(target, os.W_OK)):
            raise click.UsageError(_("{folder} cannot be replaced; name a folder inside it.").format(folder=folder))
    except RuntimeError as error:
        raise click.UsageError(
            _("{folder} cannot be written: it is a link that leads to itself").format(folder=folder)
        ) from error
    except OSError as error:
        raise click.UsageError(
            _("{folder} cannot be written: {strerror}").format(
                folder=folder, strerror=_(error.strerror) if error.strerror else error
            )
        ) from error


@contextmanager
def whole(folder: Path) -> Iterator[Path]:
    """A folder to fill that stands under its name only when the block has succeeded."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".planner-", dir=folder.parent) as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        yield fresh
        fresh.rename(folder)


@contextmanager
def anew(folder: Path) -> Iterator[Path]:
    """A folder to fill that takes the place of a former one only when the block has succeeded."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".planner-", dir=folder.parent) as beside:
        fresh, former = Path(beside) / "fresh", Path(beside) / "former"
        fresh.mkdir()
        yield fresh
        try:
            if folder.exists():
                folder.rename(former)
            fresh.rename(folder)
        except BaseException:  # Ctrl-C, too: the former one comes back before its place beside is cleared
            if former.exists() and not folder.exists():
                former.rename(folder)
            raise


def refuse_foreign(folder: Path) -> None:
    """Stop early when the folder holds something else than a plan, or no plan could be written there."""
    from planner.plan import store

    refuse_unwritable(folder)
    try:
        store.refuse_foreign(folder)
    except store.PlanFolderError as error:
        raise click.UsageError(str(error)) from error


def refuse_others(folder: Path, files: Collection[str], *, plans: bool = True) -> None:
    """Stop early when a folder that is to be written anew holds more than these files and, if any, plans by number."""
    refuse_unwritable(folder)
    if not folder.is_dir():
        return
    for item in sorted(folder.iterdir()):
        numbered = plans and item.name.isdigit() and item.is_dir()
        if not numbered and item.name not in files:
            told = _("{folder} holds {name}, which is not of this command, and would be replaced whole; name another.")
            raise click.UsageError(told.format(folder=folder, name=item.name))
        if numbered:
            refuse_foreign(item)


def write_whole(file: Path, data: bytes) -> None:
    """Write a file that replaces a former one when it is whole, and not before."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".planner-", dir=file.parent) as beside:
        fresh = Path(beside) / file.name
        fresh.write_bytes(data)
        fresh.replace(file)


def nothing_written(folder: Path) -> str:
    """That no plan was written, and whether a former one is still there."""
    from planner.report.terminal import written

    former = (folder / "plan.json").exists()
    if former:
        return _("Nothing was written; {folder} still holds the former plan.").format(folder=written(folder))
    return _("Nothing was written.")
