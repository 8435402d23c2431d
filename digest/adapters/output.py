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
def staged(site: Path) -> Iterator[Path]:
    """An empty folder beside `site`; when the block ends without an error it takes `site`'s place.

    Raises DigestError: LOCKED when another build holds the lock, CANNOT_CREATE when the folder is
    not ours or not writable, IO when the disk fails. On any error the old site stays as it is.
    """
    site = site.resolve()
    try:
        _refuse_foreign(site)
        site.parent.mkdir(parents=True, exist_ok=True)
        with _lock(site.with_name(f".{site.name}.lock")):
            staging = site.with_name(f".{site.name}.new")
            _clear(staging)  # left by a build that was killed
            staging.mkdir()
            try:
                yield staging
                (staging / MARKER).write_text("Written by digest; replaced as a whole by the next build.\n")
                _exchange(staging, site)
            finally:
                _clear(staging)  # the old site after the exchange, the unfinished one after an error
    except OSError as fault:
        raise _os_fault(fault, site) from fault


def _refuse_foreign(site: Path) -> None:
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise _fault(site, "is not a folder", Exit.CANNOT_CREATE)
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise _fault(
            site,
            f"holds files that digest did not write (no {MARKER} in it); choose another folder or empty it",
            Exit.CANNOT_CREATE,
        )


def _fault(path: Path, message: str, status: Exit) -> DigestError:
    return DigestError(Problem(Location(str(path)), ProblemKind.SITE, message), status=status)


def _os_fault(fault: OSError, site: Path) -> DigestError:
    refused = fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)
    place = Path(fault.filename) if isinstance(fault.filename, str) else site
    return _fault(
        place,
        f"cannot be written: {fault.strerror or fault}; the site was left as it was",
        Exit.CANNOT_CREATE if refused else Exit.IO,
    )


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    # The file stays: removing it would let two builds hold locks on two files of one name.
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise _fault(path, "another build of this site is running", Exit.LOCKED) from fault
        yield
    finally:
        os.close(handle)


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
        # build leaves the old site under the name below; nothing is lost.
        aside = site.with_name(f".{site.name}.old")
        _clear(aside)
        site.rename(aside)
        new.rename(site)
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
