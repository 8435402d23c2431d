"""Publishing: built beside the live folder, then exchanged in one step.

At every moment the site's address holds the old site or the new one, whole.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from digest.errors import DigestError, Exit, Location, Problem, ProblemKind

MARKER = ".digest-site"
"""A file of this name says that the folder was written by this program and may be replaced."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@contextlib.contextmanager
def claimed(site: Path) -> Iterator[Path]:
    """Keep `site` to this build while the block runs; gives its absolute path.

    Claimed before anything is read: of several builds one works, the others are told at once, and a
    folder that cannot be written is found before the work is done. What a killed build left is put in order.

    Raises DigestError: LOCKED when another build holds the site, CANNOT_CREATE when the folder is not
    ours or not writable, IO when the disk fails.
    """
    site = site.resolve()
    with _faults(site):
        _refuse_foreign(site)
        site.parent.mkdir(parents=True, exist_ok=True)
        lock = _locked(site.with_name(f".{site.name}.lock"))
    try:
        with _faults(site):
            if _aside(site).is_dir() and not site.exists():
                _aside(site).rename(site)  # killed between the two renames of `_exchange`
            _clear(_aside(site))
        yield site
    finally:
        os.close(lock)


@contextlib.contextmanager
def staged(site: Path, *, reuse: bool = False) -> Iterator[Path]:
    """A folder beside a claimed `site`; when the block ends without an error it takes `site`'s place.

    It is empty. With `reuse` it may hold what an earlier build left, and the old site is left for the next one: making
    and removing 20,000 folders takes longer than all that a day changes. Raises DigestError: CANNOT_CREATE when
    it cannot be written, IO when the disk fails. On any error the old site stays as it is.
    """
    place = staging(site)
    left = False
    try:
        with _faults(site):
            if not reuse or place.is_symlink() or not place.is_dir():
                _clear(place)
                place.mkdir()
            yield place
            _mark(place)
            _exchange(place, site)
            left = reuse
    finally:
        if not left:
            with contextlib.suppress(OSError):  # the next build clears it
                _clear(place)  # the old site after the exchange, the unfinished one after an error


def _mark(folder: Path) -> None:
    (folder / MARKER).unlink(missing_ok=True)
    (folder / MARKER).write_text("Written by digest; replaced as a whole by the next build.\n")


def staging(site: Path) -> Path:
    """Where a site is made that is to take the place of `site`."""
    return site.with_name(f".{site.name}.new")


def _aside(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")


def _refuse_foreign(site: Path) -> None:
    if site.exists() and not site.is_dir():
        raise _fault(site, "is not a folder; choose another place for the site", Exit.CANNOT_CREATE)
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise _fault(
            site,
            f"holds files that digest did not write (no {MARKER} in it); choose another folder or empty it",
            Exit.CANNOT_CREATE,
        )


def _fault(path: Path, message: str, status: Exit) -> DigestError:
    return DigestError(Problem(Location(str(path)), ProblemKind.SITE, message), status=status)


@contextlib.contextmanager
def _faults(site: Path) -> Iterator[None]:
    """An error of the system becomes one line that says what is left."""
    try:
        yield
    except OSError as fault:
        refused = fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.ELOOP)
        place = Path(fault.filename) if isinstance(fault.filename, str) else site
        raise _fault(
            place,
            f"cannot be written: {fault.strerror or fault}; the site was left as it was",
            Exit.CANNOT_CREATE if refused else Exit.IO,
        ) from fault


def _locked(path: Path) -> int:
    # The file stays: removing it would let two builds hold locks on two files of one name.
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as fault:
        os.close(handle)
        if isinstance(fault, BlockingIOError):
            message = "another build of this site is running; wait until it has ended"
            raise _fault(path, message, Exit.LOCKED) from fault
        raise
    return handle


def _clear(folder: Path) -> None:
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _exchange(new: Path, site: Path) -> None:
    if not site.exists():
        new.rename(site)
    elif not _rename_exchange(new, site):
        # No exchange on this file system: two renames, with a moment between them in which a killed
        # build leaves the old site under the name below; the next build puts it back.
        aside = _aside(site)
        site.rename(aside)
        try:
            new.rename(site)
        except OSError:
            aside.rename(site)
            raise
        aside.rename(new)


def _rename_exchange(new: Path, site: Path) -> bool:
    """`renameat2(RENAME_EXCHANGE)` (Linux 3.15); False where the kernel or file system lacks it."""
    function = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if function is None:
        return False
    if function(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(site), _RENAME_EXCHANGE) == 0:
        return True
    if ctypes.get_errno() in (errno.ENOSYS, errno.EINVAL):
        return False
    raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(site))
