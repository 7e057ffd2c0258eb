"""Keys: lines of text that other programs read, in files that nobody else can read."""

from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from stewards.registry import (
    KeyOpenToOthers,
    KeyUnwritable,
    MalformedKey,
    MalformedVerifier,
    MissingExtra,
    NotSigned,
    Registry,
    SigningKey,
    UnknownAlgorithm,
    Verifier,
    WrongSignature,
)

from .blocking import without_cryptography

GO_PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
GO_PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_SIGNED = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_SIGNATURE = (
    "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
)
GO_SUM = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"


def kept(path: Path, text: str | bytes) -> Path:
    """Return a file that only its owner can read."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(0o600)
    return path


def test_keys_are_those_of_other_programs(tmp_path: Path) -> None:
    """The example of Go's note package: the same public key and signature; and a key that is in use."""
    key = SigningKey.read(kept(tmp_path / "go.key", f"{GO_PRIVATE}\n"))
    signature = Ed25519PrivateKey.from_private_bytes(key.seed).sign(GO_SIGNED.encode())

    assert str(key.verifier) == GO_PUBLIC
    assert b64encode(key.verifier.key + signature).decode() == GO_SIGNATURE
    assert str(Verifier.parse(GO_SUM)) == GO_SUM


def test_a_key_is_written_for_its_owner_alone(tmp_path: Path, key: SigningKey) -> None:
    """Its mode is 0600, and what is read is what was written."""
    key.write(tmp_path / "a.key")

    assert (tmp_path / "a.key").stat().st_mode & 0o777 == 0o600
    assert SigningKey.read(tmp_path / "a.key") == key
    assert "seed" not in repr(key)


def test_a_key_that_is_there_is_never_overwritten(tmp_path: Path, key: SigningKey) -> None:
    """Whoever lost the old one could never sign as before."""
    path = kept(tmp_path / "a.key", "old")

    with pytest.raises(KeyUnwritable) as refused:
        key.write(path)

    assert path.read_text() == "old"
    assert str(refused.value) == (
        f"Cannot write a key to {path} because the system says: File exists."
        " Give the path of a new file in a folder that is there."
    )


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_that_others_can_open_is_refused(tmp_path: Path, key: SigningKey, mode: int) -> None:
    """As ssh does: anybody may have signed with it."""
    path = tmp_path / "a.key"
    key.write(path)
    path.chmod(mode)

    with pytest.raises(KeyOpenToOthers) as refused:
        SigningKey.read(path)

    assert str(refused.value) == (
        f"Cannot use the key in {path} because other users of this machine can open it (its mode is"
        f" {mode:04o}). Make a new key if one of them may have read it; if not: chmod 600 {path}"
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"\xff\xfe", "it is not a line such as PRIVATE+KEY+NAME+HASH+BASE64"),
        ("", "it is not a line such as PRIVATE+KEY+NAME+HASH+BASE64"),
        (GO_PUBLIC, "it is not a line such as PRIVATE+KEY+NAME+HASH+BASE64"),
        (GO_PRIVATE[:-1], "it is not a line such as PRIVATE+KEY+NAME+HASH+BASE64"),
        (GO_PRIVATE[:-4], "a key has 32 bytes, and this one has 29"),
        (GO_PRIVATE.replace("c74f20a3", "c74f20a4"), "its hash is not that of the key"),
        (GO_PRIVATE.replace("Peter", "Paul"), "its hash is not that of the key"),
    ],
)
def test_what_is_no_key_is_refused(tmp_path: Path, text: str | bytes, problem: str) -> None:
    """With what is wrong; the key itself is not shown."""
    path = kept(tmp_path / "a.key", text)

    with pytest.raises(MalformedKey) as refused:
        SigningKey.read(path)

    assert str(refused.value) == (
        f"Cannot use the key in {path} because {problem}."
        " Make a key with 'stewards log key FILE --name NAME'."
    )


def test_a_key_that_is_not_there_is_named(tmp_path: Path) -> None:
    """What the system says is passed on."""
    with pytest.raises(MalformedKey, match="because the system says: No such file or directory"):
        SigningKey.read(tmp_path / "a.key")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "it is not a line such as NAME+HASH+BASE64"),
        ("office.pub", "it is not a line such as NAME+HASH+BASE64"),
        (GO_PUBLIC.replace("Peter", "Peter "), "it is not a line such as NAME+HASH+BASE64"),
        (GO_PUBLIC.replace("c74f20a3", "c74f20"), "it is not a line such as NAME+HASH+BASE64"),
        (GO_PUBLIC.replace("TW", "TX"), "its hash is not that of the key"),
    ],
)
def test_what_is_no_verifier_is_refused(text: str, problem: str) -> None:
    """With what is wrong."""
    with pytest.raises(MalformedVerifier) as refused:
        Verifier.parse(text)

    assert str(refused.value) == (
        f"Cannot verify with {text!r} because {problem}."
        " Give the line that 'stewards log key' printed, or a file that holds it."
    )


def test_an_algorithm_that_is_not_known_is_named() -> None:
    """A key says which it is for in its first byte."""
    with pytest.raises(UnknownAlgorithm) as refused:
        Verifier.parse("board.example+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")

    assert str(refused.value) == (
        "Cannot use the key board.example because it is for algorithm 4, and only 1 (Ed25519) is known"
        " here. Give a key that 'stewards log key' made."
    )


def test_a_signature_is_of_one_text_and_one_key(key: SigningKey, other_key: SigningKey) -> None:
    """Another size under the same signature is refused, and so is a note that somebody else signed."""
    with Registry.open(":memory:") as registry:
        empty = registry.seal(key)
        registry.form_unit("jc-1")
        later = registry.seal(origin=key.name).with_lines_of(empty)

        assert key.verifier.has_signed(empty)
        assert not other_key.verifier.has_signed(empty)
        with pytest.raises(WrongSignature) as changed:
            registry.verify([later], verifiers=[key.verifier])
        with pytest.raises(NotSigned) as unsigned:
            registry.verify([empty], verifiers=[other_key.verifier])
    assert str(changed.value) == (
        "Cannot accept the note given because the signature of union.example/registry is not one of this"
        " text. Somebody changed the note, or signed another one. Compare it with other copies."
    )
    assert str(unsigned.value) == (
        "Cannot accept the note given because it bears no signature made with the key of"
        " district.example. Give the verifier key of somebody who signed it, or none to leave"
        " signatures unchecked."
    )


def test_without_the_package_only_signatures_are_refused(
    key: SigningKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A seal for paper is made and verified; signing and verifying a signature say what to install."""
    with Registry.open(":memory:") as registry:
        signed, verifier = registry.seal(key), key.verifier
        without_cryptography(monkeypatch)

        assert registry.verify([signed, registry.seal(origin=key.name)]).is_sound
        with pytest.raises(MissingExtra) as refused:
            registry.seal(key)
        with pytest.raises(MissingExtra) as unverified:
            registry.verify([signed], verifiers=[verifier])
    assert str(refused.value) == (
        "Cannot sign because the extra seal is not installed."
        " Install it with: pip install 'stewards[seal]'"
    )
    assert str(unverified.value) == (
        "Cannot verify a signature because the extra seal is not installed."
        " Install it with: pip install 'stewards[seal]'"
    )
