"""Is the encoder the same when it comes from the model's published ONNX file?"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper, numpy_helper
from tokenizers import Regex, Tokenizer, models, normalizers

from merilo.encoder import Encoder, published, weights
from merilo.errors import EncoderMissing, EncoderUnreadable

LINEAR = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "fi": "intermediate.dense",
    "fo": "output.dense",
}


def exported(folder: Path, source: weights.Weights) -> Path:
    """Write the weights as exporters do: linear layers as nameless, turned matrices, their biases named."""
    hidden, constants, nodes = source.shape.hidden, [], []

    def keep(name: str, value: np.ndarray) -> str:
        constants.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
        return name

    keep("embeddings.word_embeddings.weight", source.matrix("emb.word", hidden))
    keep("embeddings.position_embeddings.weight", source.plain("emb.pos").reshape(-1, hidden))
    keep("embeddings.token_type_embeddings.weight", source.plain("emb.type").reshape(-1, hidden))
    norms = {"embeddings.LayerNorm": "emb.ln"}
    for number in range(source.shape.layers):
        layer = f"encoder.layer.{number}"
        norms |= {
            f"{layer}.attention.output.LayerNorm": f"l{number}.aln",
            f"{layer}.output.LayerNorm": f"l{number}.oln",
        }
        for part, name in LINEAR.items():
            matrix = source.matrix(f"l{number}.{part}.w", source.shape.feed if part == "fo" else hidden)
            turned = keep(f"onnx::MatMul_{len(constants) + 700}", matrix.T)
            bias = keep(f"{layer}.{name}.bias", source.plain(f"l{number}.{part}.b"))
            product = f"{layer}.{name}.product"
            nodes.append(helper.make_node("MatMul", [f"{layer}.{name}.input", turned], [product]))
            nodes.append(helper.make_node("Add", [bias, product], [f"{layer}.{name}.output"]))
    for theirs, ours in norms.items():
        keep(f"{theirs}.weight", source.plain(f"{ours}.w"))
        keep(f"{theirs}.bias", source.plain(f"{ours}.b"))
    inputs = [
        helper.make_tensor_value_info(name, 7, None) for name in ("input_ids", "attention_mask", "token_type_ids")
    ]
    output = [helper.make_tensor_value_info("last_hidden_state", 1, None)]
    model = helper.make_model(helper.make_graph(nodes, "torch-jit-export", inputs, output, constants))
    onnx.save_model(model, str(folder / "model.onnx"))
    return folder / "model.onnx"


def tokenizer_of(source: weights.Weights) -> Tokenizer:
    words = source.vocabulary
    made = Tokenizer(models.Unigram(list(zip(words.pieces, words.scores.tolist(), strict=True)), words.unknown, False))
    one = [normalizers.Replace(chr(code), text) for code, text in words.readings.items() if chr(code) in "\t\n…ﬁ\u00a0"]
    made.normalizer = normalizers.Sequence([*one, normalizers.Replace(Regex(" {2,}"), " ")])
    return made


def test_the_published_file_gives_the_same_encoder(tmp_path: Path, encoder: Encoder) -> None:
    source = weights.read(weights.wheel_file())
    path = exported(tmp_path, source)
    tokenizer_of(source).save(str(tmp_path / "tokenizer.json"))
    name = published.add_model(path, within=tmp_path / "cache")
    added = Encoder.open(threads=1, within=tmp_path / "cache")
    assert added.name == name
    texts = ["Мостот беше отворен во вторник.", "Two\tlines … ﬁne\u00a0print", "Ura u hap të martën."]
    assert added.vectors(texts) == pytest.approx(encoder.vectors(texts), abs=1e-5)


def test_another_model_is_not_taken(tmp_path: Path) -> None:
    constant = numpy_helper.from_array(np.zeros((10, 8), np.float32), "embeddings.word_embeddings.weight")
    onnx.save_model(helper.make_model(helper.make_graph([], "small", [], [], [constant])), str(tmp_path / "model.onnx"))
    Tokenizer(models.Unigram([("<unk>", 0.0)], 0, False)).save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(EncoderUnreadable, match="lacks"):
        published.add_model(tmp_path / "model.onnx", within=tmp_path / "cache")


BROKEN = [
    # (what model.onnx holds, what tokenizer.json holds, what is said)
    (None, None, "no such file"),
    (b"no onnx", None, "tokenizer.json"),
    (b"no onnx", b"{}", "no ONNX file"),
]


@pytest.mark.parametrize(("model", "tokenizer", "said"), BROKEN)
def test_what_is_wrong_with_a_file_is_said(
    tmp_path: Path, model: bytes | None, tokenizer: bytes | None, said: str
) -> None:
    for name, body in (("model.onnx", model), ("tokenizer.json", tokenizer)):
        if body is not None:
            (tmp_path / name).write_bytes(body)
    with pytest.raises(EncoderUnreadable, match=said):
        published.add_model(tmp_path / "model.onnx", within=tmp_path / "cache")


def test_no_wheel_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    with pytest.raises(EncoderMissing, match="merilo models add"):
        Encoder.open(threads=1, within=tmp_path)


@pytest.mark.parametrize("body", [b"", b"E5S1", b"PK\x03\x04" + bytes(100), b"E5S1" + bytes(200)])
def test_a_wrong_weights_file_is_said(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "weights.bin").write_bytes(body)
    with pytest.raises(EncoderUnreadable):
        weights.read(tmp_path / "weights.bin")
