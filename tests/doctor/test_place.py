"""What `doctor` says of the place where a store lies."""

import os
from pathlib import Path

import pytest
from stewards.registry.doctor import Observation, place

from .seeing import seen

LOCKS = "Locks do not work there, and facts get lost: move the store to a local disk."


def test_a_good_place(store: Path) -> None:
    """A file for its owner alone in a folder that others cannot write to."""
    found = seen(store)

    assert found["permissions"] == Observation(
        "permissions", "ok", "-rw-------: only its owner can open it"
    )
    assert found["folder"] == Observation("folder", "ok", f"{store.parent}, drwx------")
    assert found["room"].found.endswith("MiB used by the store")
    assert "links" not in found


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_others_may_open_the_file(store: Path, mode: int) -> None:
    """Members are nobody else's business."""
    store.chmod(mode)

    assert seen(store)["permissions"] == Observation(
        "permissions",
        "bad",
        "other users of this machine can open registry.db",
        "Remove the rights of group and others: chmod go= on each.",
    )


def test_others_may_open_what_lies_beside_it(store: Path) -> None:
    """Journals and segments hold what the store holds."""
    segments = store.with_name("registry.db-segments")
    segments.mkdir(mode=0o700)
    (segments / "1.parquet").touch(0o644)
    store.with_name("registry.db-wal").touch(0o644)

    assert seen(store)["permissions"].found == (
        "other users of this machine can open registry.db-wal, 1.parquet"
    )


@pytest.mark.parametrize("mode", [0o770, 0o707])
def test_others_may_write_to_the_folder(store: Path, mode: int) -> None:
    """Whoever may write to the folder can put another file in the place of the store."""
    store.parent.chmod(mode)

    assert seen(store)["folder"] == Observation(
        "folder",
        "bad",
        f"other users of this machine can write to {store.parent}, and so replace the store",
        f"To prevent that: chmod go-w {store.parent}",
    )


def test_a_folder_where_everybody_may_keep_files(store: Path) -> None:
    """Where only owners may remove their files, as in /tmp, the store stays."""
    store.parent.chmod(0o1777)

    assert seen(store)["folder"].verdict == "ok"


def test_a_file_with_two_names(store: Path) -> None:
    """Whoever opens it by the other name does not see its journal."""
    os.link(store, store.with_name("other.db"))

    assert seen(store)["links"] == Observation(
        "links",
        "bad",
        "the file has 2 names",
        "Remove all names but one: opened by another name, the file has no journal.",
    )


@pytest.mark.parametrize("path", ["/", "/dev/null", "fifo", "notes.txt"])
def test_what_is_not_ours_is_left_alone(path: str, tmp_path: Path) -> None:
    """Of a folder, a device or a file of somebody else, nothing but that is said."""
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "notes.txt").write_text("Call Anna.")
    os.link(tmp_path / "notes.txt", tmp_path / "more.txt")
    found = seen(tmp_path / path)

    assert found["store"].found == (
        f"cannot open {tmp_path / path} as a store because it is not a registry made by stewards"
    )
    assert not {"permissions", "links"} & set(found)


def test_no_folder(tmp_path: Path) -> None:
    """A store that cannot be there: what can be checked is."""
    found = seen(tmp_path / "nowhere" / "registry.db")

    assert found["folder"] == Observation(
        "folder",
        "bad",
        f"there is no folder {tmp_path / 'nowhere'}",
        "Create the folder, or give another path.",
    )
    assert found["store"].unsound


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        *((kind, "bad") for kind in ("nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "vboxsf")),
        *((kind, "note") for kind in ("tmpfs", "overlay", "ramfs")),
        *((kind, "ok") for kind in ("ext4", "xfs", "btrfs", "zfs", "apfs", "unknown")),
    ],
)
def test_kinds_of_file_systems(
    store: Path, monkeypatch: pytest.MonkeyPatch, kind: str, verdict: str
) -> None:
    """Network drives are bad, what is gone with the machine is noted, disks are fine."""
    monkeypatch.setattr(place, "file_system_of", lambda _path, _mounts: kind)

    assert seen(store)["file system"].verdict == verdict


def test_a_network_drive(store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The table of mounts is read."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/share {store.parent} nfs4 rw 0 0\n")
    monkeypatch.setattr(place, "MOUNTS", mounts)

    assert seen(store)["file system"] == Observation(
        "file system",
        "bad",
        "nfs4, which is reached over a network or from outside this machine",
        LOCKS,
    )


def test_a_system_without_a_table_of_mounts(
    store: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It is said that nothing can be said."""
    monkeypatch.setattr(place, "MOUNTS", tmp_path / "nothing")

    assert seen(store)["file system"].verdict == "note"


def test_the_nearest_mount_counts(tmp_path: Path) -> None:
    """Of the mounts above a folder the lowest one, and the last at one place; blanks are escaped."""
    drive = tmp_path / "my drive"
    drive.mkdir()
    told = "\n".join(
        [
            "/dev/sda / ext4 rw 0 0",
            f"none {tmp_path}/my xfs rw 0 0",
            f"none {tmp_path}/my\\040drive tmpfs rw 0 0",
            f"//server/x {tmp_path}/my\\040drive cifs rw 0 0",
        ]
    )

    assert place.file_system_of(drive / "deep" / "down", told) == "cifs"
    assert place.file_system_of(tmp_path, told) == "ext4"
    assert place.file_system_of(tmp_path, "") == "unknown"


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - Union", "Dropbox", "Google Drive", "Nextcloud", "iCloud Drive"]
)
def test_a_synchronised_folder(store: Path, name: str) -> None:
    """A folder of a program that copies files to other machines is known by its name."""
    folder = store.parent / name
    folder.mkdir()

    assert seen(store.rename(folder / "registry.db"))["synchronised"] == Observation(
        "synchronised",
        "bad",
        f"{folder} looks like a folder that is copied to other machines",
        "Move the store elsewhere: a file that is copied while it is written is damaged in the copy.",
    )


def test_a_folder_with_the_mark_of_a_program(store: Path) -> None:
    """Or by what that program leaves in it."""
    (store.parent / ".stfolder").mkdir()

    assert seen(store)["synchronised"].verdict == "bad"


@pytest.mark.parametrize("name", ["Boxes", "dropped", "drive"])
def test_a_folder_with_a_name_of_its_own(store: Path, name: str) -> None:
    """A name that only begins alike is nothing."""
    folder = store.parent / name
    folder.mkdir()

    assert seen(store.rename(folder / "registry.db"))["synchronised"].verdict == "ok"


def test_little_room(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is nearly full it is said so."""
    monkeypatch.setattr(place, "_LITTLE", 2**60)

    assert seen(store)["room"].advice == "Make room: a large import needs as much again."
